/** Catalog ids of the two ways to run a Litmos connector (REST sheet, section 2.6). */
export const litmosCatalogId = '2hnQvHSa8dS1hipSjquuvwvf5vG';
export const batonCatalogId = '2HErg7BRmNdHgX8sTCWVq4E1fyh';

export interface CatalogField {
	name: string;
	displayName: string;
	secret: boolean;
	required: boolean;
	list: boolean;
}
export interface CatalogEntry {
	id: string;
	displayName: string;
	requiresExternalConnector: boolean;
	fields: CatalogField[];
}

const entries: CatalogEntry[] = [
	{
		id: litmosCatalogId,
		displayName: 'Litmos',
		requiresExternalConnector: false,
		fields: [
			{name: 'litmos_source', displayName: 'Source', secret: false, required: true, list: false},
			{name: 'litmos_api_key', displayName: 'API key', secret: true, required: true, list: false},
			{name: 'litmos_course_ids', displayName: 'Course IDs (optional)', secret: false, required: false, list: true},
		],
	},
	{id: batonCatalogId, displayName: 'Baton', requiresExternalConnector: true, fields: []},
];

export function catalogEntry(id: string): CatalogEntry | undefined {
	return entries.find((entry) => entry.id === id);
}

/** The answer of the ConfigurationSchema call. */
export function schemaView(entry: CatalogEntry): {schema: object; formSchema: object} {
	const schema = {
		displayName: entry.displayName,
		helpUrl: 'https://www.conductorone.com/docs/',
		isOauth2: false,
		requiresExternalConnector: entry.requiresExternalConnector,
		supportsExternalResources: false,
		fieldGroups: [],
		fields: entry.fields.map((field) => ({
			name: field.name,
			displayName: field.displayName,
			placeholder: '',
			additionalPlaceholder: '',
			helpUrl: '',
			dependsOnFields: [],
			postCreate: false,
			...(field.list ? {strList: {}} : {str: {secret: field.secret}}),
		})),
	};
	return {schema, formSchema: {id: entry.id, displayName: entry.displayName, fields: entry.fields.map(formField)}};
}

/** The same field as the newer form description has it (`c1.api.form.v1.Field`). */
function formField({name, displayName, secret, list}: CatalogField) {
	const shown = {name, displayName, description: '', readOnly: false};
	if (list) return {...shown, stringSliceField: {placeholder: '', defaultValues: [], chipsField: {}}};
	return {
		...shown,
		stringField: {placeholder: '', defaultValue: '', ...(secret ? {passwordField: {}} : {textField: {}})},
	};
}
