/** Sentences with a claim word that promise nothing of this program, each kind with the reason. Reviewed by hand. */
export const notClaims: readonly {why: string; sentences: readonly RegExp[]}[] = [
	{
		why: 'advice: what the reader may do',
		sentences: [
			/^(Use|Keep|Ask|Try|Add|Delete|Run|Install|Enter|Include|Paste|Check|Remove|Open|Resume|Discard|Read)\b/i,
			/^(Allow|Answer|list|To (delete|push)|Or save|Once the credentials|With a scheduler|If it|If your)\b/,
			/^(In ConductorOne, open|You can delete|Use only one of|report it with the log|Leave everything off)\b/,
			/litmos-connector (schedule|resume)|\bthen resume\b/,
		],
	},
	{
		why: 'a name on a button, in a table or in the help',
		sentences: [
			/^(?!.*\b(nothing|never|nobody)\b)\S+( \S+){0,2}[:?]?$/i,
			/^(Show|Only the courses|a summary stays|show every|Two courses only|stay where you set|Encrypted IDs)\b/,
			/^(Everything is code|How long|never or always|hosted by C1, every)\b/,
			/^\| |^#|^(never|nothing;|0 means never\.|Nothing selected yet\.)$/,
		],
	},
	{
		why: 'for developers: a comment of a generated file, the test of a row, how this repository is set up',
		sentences: [/^nothing in it is compiled|^test\/|^The commands install everything/],
	},
	{
		why: 'what is there: a list is empty, a step has not begun',
		sentences: [
			/^Nothing (here|matches|is selected|has|had|to|changed since|shows up|runs|is wrong|was pushed)\b/,
			/^(Nobody (is|yet|logged|has run)|nobody (is assigned|is there|has tried)|No (course|connector))\b/,
			/^(There is nothing|Everything was already|Not everything is|Everything else is|nothing (to|was read before))\b/,
			/^(every day at|you asked for resources only|Changes appear once|Only the wait|It was not sent)\b/,
			/so there is nothing to send|no keychain is available|only a few courses were added/,
		],
	},
	{
		why: 'a fact about another service or program, or about what a value may be',
		sentences: [
			/^(ConductorOne|ConductorOnes|Litmos|Terraform|C1|A user timer|An API key|A course from|The next page)\b/,
			/^(The web address|Only plain|Only the entitlement|You can only|You pasted|It contains only|There is nothing before)\b/,
			/^(Its on a|Your keychain stays|An unencrypted|Plain http|A proxy that|No service|For Litmos|the older)\b/,
			/^(a Kubernetes|a ClusterSecretStore|The connector at|every C1|They cant|It stays hidden|Keeps the secrets as plain)\b/,
			/^(Memory that is both|The variables of this terminal|Works only for|- whether)\b/,
			/works (only )?(for|to|with) (this|a|plain|--)|works for this computer only/,
		],
	},
];
