/** What a field holds decides how each format writes it. */
export type FieldKind = 'text' | 'boolean' | 'number' | 'date' | 'list';
export interface Field {
	name: string;
	kind: FieldKind;
}
export interface NestedList {
	child: string;
	fields: readonly Field[];
	rows: readonly Row[];
}
/** A date is the stored wall clock in ms; a number is written as given (`33.33`); null is "no value". */
export type Value = string | boolean | number | null | NestedList;
export type Row = readonly Value[];

export function fields(list: string): Field[] {
	return list.split(' ').map((entry) => {
		const [name = '', kind = 'text'] = entry.split(':');
		return {name, kind: kind as FieldKind};
	});
}

const xmlNamespace = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
const entities: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;'};

/** As the XML writer of .NET does it: control characters become references that XML 1.0 does not allow. */
export function escapeXml(text: string): string {
	return text.replace(
		// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters meant
		/[&<>\u0000-\u0008\u000b\u000c\u000e-\u001f]/g,
		(character) => entities[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
	);
}

/** Zone-less ISO with 0 to 3 fraction digits (fact sheet, section 1.9). */
export function xmlDate(wallClock: number): string {
	return new Date(wallClock).toISOString().replace(/\.?0*Z$/, '');
}

const offsets = [-420, 600, 0, null, -300] as const;

/** `/Date(ms±hhmm)/`, where ms plus the offset is the wall clock that XML shows; some dates come without an offset. */
export function jsonDate(wallClock: number): string {
	const offset = offsets[Math.floor(wallClock / 1000) % offsets.length] ?? null;
	if (offset === null) return `/Date(${wallClock})/`;
	const size = Math.abs(offset);
	const clock = `${String(Math.floor(size / 60)).padStart(2, '0')}${String(size % 60).padStart(2, '0')}`;
	return `/Date(${wallClock - offset * 60_000}${offset < 0 ? '-' : '+'}${clock})/`;
}

function xmlFields(list: readonly Field[], row: Row): string {
	let text = '';
	for (let at = 0; at < list.length; at++) {
		const {name, kind} = list[at] as Field;
		const value = row[at] ?? null;
		if (value === null) {
			text += `<${name} i:nil="true" />`;
		} else if (typeof value === 'object') {
			text += `<${name}>${value.rows.map((inner) => xmlElement(value.child, value.fields, inner)).join('')}</${name}>`;
		} else if (kind === 'date') {
			text += `<${name}>${xmlDate(value as number)}</${name}>`;
		} else {
			text += `<${name}>${typeof value === 'string' ? escapeXml(value) : value}</${name}>`;
		}
	}
	return text;
}

function xmlElement(name: string, list: readonly Field[], row: Row): string {
	return `<${name}>${xmlFields(list, row)}</${name}>`;
}

export function xmlList(root: string, child: string, list: readonly Field[], rows: readonly Row[]) {
	if (rows.length === 0) return `<${root} ${xmlNamespace}/>`;
	let text = `<${root} ${xmlNamespace}>`;
	for (const row of rows) text += xmlElement(child, list, row);
	return `${text}</${root}>`;
}

export function xmlSingle(root: string, list: readonly Field[], row: Row): string {
	return `<${root} ${xmlNamespace}>${xmlFields(list, row)}</${root}>`;
}

function jsonObject(list: readonly Field[], row: Row): Record<string, unknown> {
	const object: Record<string, unknown> = {};
	for (let at = 0; at < list.length; at++) {
		const {name, kind} = list[at] as Field;
		const value = row[at] ?? null;
		if (value === null) object[name] = null;
		else if (typeof value === 'object') object[name] = value.rows.map((inner) => jsonObject(value.fields, inner));
		else if (kind === 'date') object[name] = jsonDate(value as number);
		else if (kind === 'number') object[name] = Number(value);
		else object[name] = value;
	}
	return object;
}

/** The JSON writer of .NET escapes every slash. */
function stringify(value: unknown): string {
	return JSON.stringify(value).replaceAll('/', '\\/');
}

export function jsonList(list: readonly Field[], rows: readonly Row[]): string {
	return stringify(rows.map((row) => jsonObject(list, row)));
}

export function jsonSingle(list: readonly Field[], row: Row): string {
	return stringify(jsonObject(list, row));
}

export interface Pagination {
	size: number;
	start: number;
	total: number;
}

/** `GET /users/paginated` (fact sheet, section 2.1). */
export function xmlCollection(list: readonly Field[], rows: readonly Row[], page: Pagination) {
	const head = `<Pagination><BatchParam>start</BatchParam><BatchSize>${page.size}</BatchSize><Start>${page.start}</Start><TotalCount>${page.total}</TotalCount></Pagination>`;
	const items = rows.map((row) => xmlElement('User', list, row)).join('');
	return `<UserCollection ${xmlNamespace}>${head}<Items>${items}</Items></UserCollection>`;
}

export function jsonCollection(list: readonly Field[], rows: readonly Row[], page: Pagination) {
	return stringify({
		Pagination: {BatchParam: 'start', BatchSize: page.size, Start: page.start, TotalCount: page.total},
		Items: rows.map((row) => jsonObject(list, row)),
	});
}

/** Error that Litmos made itself. The XML shape is a guess (fact sheet, section 6); `Detail` is what clients look for. */
export function errorBody(detail: string, json: boolean): string {
	return json ? stringify({Detail: detail}) : `<Error ${xmlNamespace}><Detail>${escapeXml(detail)}</Detail></Error>`;
}

/** Error page of the web server in front, as it also comes with wrong statuses. */
export function htmlPage(title: string, text: string): string {
	return `<!DOCTYPE html>\n<html><head><title>${title}</title></head>\n<body><div id="content"><h1>${title}</h1><p>${text}</p></div></body></html>\n`;
}
