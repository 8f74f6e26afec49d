import {Problem} from '../problem/problem.ts';
import {type Finding, says} from './findings.ts';
import {type Severity, severities} from './kinds.ts';
import {failOnMessages} from './messages.ts';

/** Named in the message; what `findings` lists need not stand there twice. */
const mostNamed = 5;

/**
 * The Problem `findings/severe` (exit code 6) when there is a finding of this severity or a higher one; null when there is
 * none, or when nothing was asked for.
 */
export function severeFindings(findings: readonly Finding[], failOn: Severity | undefined): Problem | null {
	if (failOn === undefined) return null;
	const severe = findings.filter(({severity}) => severities.indexOf(severity) <= severities.indexOf(failOn));
	if (severe.length === 0) return null;
	const named = severe.slice(0, mostNamed).map(says);
	return new Problem({
		code: 'findings/severe',
		...failOnMessages.severe(severe.length, failOn, named, severe.length - named.length),
	});
}
