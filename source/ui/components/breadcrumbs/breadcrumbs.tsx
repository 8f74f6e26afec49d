import {useSize, useTheme} from '../../provider.tsx';
import {cut, width} from '../../text.ts';
import {Text} from '../text/text.tsx';

/**
 * Keeps the last crumbs whole as long as possible: `Accounts › Maria Müller`, `… › Maria Müller`, `… › Maria Mü…`.
 */
export function fitCrumbs(crumbs: readonly string[], cells: number, separator: string, ellipsis: string): string[] {
	let kept = [...crumbs];
	const total = () => kept.reduce((sum, crumb) => sum + width(crumb), 0) + (kept.length - 1) * (width(separator) + 2);
	while (kept.length > 1 && total() > cells) {
		kept = kept[0] === ellipsis ? [ellipsis, ...kept.slice(2)] : [ellipsis, ...kept.slice(1)];
		if (kept.length === 2 && kept[0] === ellipsis && total() > cells) break;
	}
	const last = kept.at(-1) ?? '';
	const space = cells - (total() - width(last));
	return [...kept.slice(0, -1), cut(last, space, ellipsis)];
}

/** Where in a drill-down this is. One row. */
export function Breadcrumbs({crumbs}: {crumbs: readonly string[]}) {
	const theme = useTheme();
	const {columns} = useSize();
	const {breadcrumb, ellipsis} = theme.symbols;
	const shown = fitCrumbs(crumbs, columns, breadcrumb, ellipsis);
	const painted = shown.map((crumb, index) =>
		theme.paint(index === shown.length - 1 ? 'text.heading' : 'text.secondary', crumb),
	);
	return (
		<Text wrap="truncate" aria-label={crumbs.join(', ')}>
			{painted.join(theme.paint('text.secondary', ` ${breadcrumb} `))}
		</Text>
	);
}
