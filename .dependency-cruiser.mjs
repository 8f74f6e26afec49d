/**
 * The directions that imports may take, type imports included; `npm run check` fails on a new one. Each module names the
 * modules it may import besides itself; what each is for stands in docs/architecture.md.
 */
const foundation = ['text', 'problem', 'threads', 'http', 'proto'];
const services = [
	...foundation,
	'course-rules',
	'files',
	'litmos',
	'findings',
	'c1z',
	'connector',
	'conductorone',
	'secrets',
	'settings',
	'sync',
];
const allowed = {
	text: [],
	problem: ['text'],
	threads: ['problem', 'text'],
	http: ['text', 'problem'],
	files: ['text', 'problem'],
	proto: [],
	'course-rules': ['text', 'problem'],
	secrets: ['text', 'problem', 'threads', 'files'],
	litmos: ['text', 'problem', 'http', 'files'],
	findings: ['text', 'problem'],
	c1z: ['text', 'problem', 'threads', 'proto', 'files', 'findings'],
	connector: ['text', 'problem', 'proto', 'litmos', 'c1z'],
	conductorone: ['text', 'problem', 'http', 'proto', 'files'],
	// The forms that an address or an account name can have are Litmos' facts; which secrets there are is for both to know.
	settings: ['text', 'problem', 'course-rules', 'files', 'litmos', 'secrets', 'findings'],
	sync: [...foundation, 'course-rules', 'files', 'litmos', 'findings', 'c1z', 'connector', 'settings'],
	deploy: ['text', 'problem', 'files', 'settings'],
	doctor: services,
	service: [...services, 'doctor'],
	setup: [...services, 'deploy', 'doctor'],
	ui: [...services, 'deploy', 'doctor', 'setup'],
	cli: [...services, 'deploy', 'doctor', 'setup', 'service', 'ui', 'sandbox'],
	sandbox: ['text', 'problem', 'proto'],
};

export default {
	forbidden: [
		{name: 'no-circular', severity: 'error', from: {}, to: {circular: true}},
		...Object.entries(allowed).map(([module, others]) => ({
			name: `${module}-imports-only`,
			severity: 'error',
			from: {path: `^source/${module}/`},
			to: {path: '^source/', pathNot: [`^source/(${[module, ...others].join('|')})/`]},
		})),
		{
			name: 'only-ui-draws',
			comment: 'The command line loads the screens only when they are needed.',
			severity: 'error',
			from: {path: '^source/', pathNot: ['^source/ui/']},
			to: {path: '^node_modules/(ink|react|ink-table)/'},
		},
		{
			name: 'screens-are-loaded-lazily',
			comment:
				'run-setup.ts is itself loaded only for the guided set-up. Colours, signs and widths are of use without screens.',
			severity: 'error',
			from: {path: '^source/cli/', pathNot: ['^source/cli/run-setup\\.ts$']},
			to: {
				path: '^source/ui/',
				pathNot: ['^source/ui/(theme|theme-of|text|styled-lines|components/chart/chart-state)\\.ts$'],
				dependencyTypesNot: ['dynamic-import', 'type-only'],
			},
		},
		{
			name: 'a-module-with-no-rule',
			severity: 'error',
			from: {path: '^source/', pathNot: [`^source/(${Object.keys(allowed).join('|')})/`]},
			to: {},
		},
	],
	options: {parser: 'swc', doNotFollow: {path: 'node_modules'}, exclude: {path: '^source/proto/gen'}},
};
