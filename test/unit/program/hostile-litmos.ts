import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';

/**
 * A Litmos whose data holds whatever people and other programs may have put there: over-long texts, odd ids, broken
 * e-mails, control characters, halves of characters, rows without an id, rows twice.
 */
export interface HostileLitmos {
	url: string;
	/** Ids that ConductorOne can take, as they must arrive. */
	accounts: string[];
	courses: string[];
	teams: string[];
	/** In each course and each team: those above that have an id, somebody unknown, and two with ids too long for an account. */
	people: number;
	close(): void;
}

const long = 'x'.repeat(5000);
const wide = '漢字🙂'.repeat(900);
/** Raw text of an XML element. Numeric references to characters that XML forbids are what .NET writes. */
const control = '&#x1F;&#0;&#xD800;&#xFFFF;\u0007\u000b‮<![CDATA[\u0001<b>&amp;]]>';

const goodIds = [
	'plain00001x1',
	'-dash0001_x1',
	'with:colon:member',
	'with/slash',
	'with?query&x=1#y',
	'with space',
	'100%25',
	'..',
	'İstanbul-漢字-🙂',
	'CASE00001x1',
	'case00001x1',
	"'; drop table v1_grants; --",
	'1234567890e1',
	'é'.repeat(225),
];
const badIds = ['', '   ', 'y'.repeat(451), 'é'.repeat(226), long];

const emails = [
	'ana@example.com',
	'ana@@example.com',
	'no-at-sign',
	`${'a'.repeat(65)}@example.com`,
	`a@${'b'.repeat(300)}.com`,
	'Ana <ana@example.com>',
	'a b@example.com',
	'ana@exa_mple.com',
	'ana@-example.com',
	' padded@example.com ',
	'',
	control,
	'ü@example.com',
	'ana@bücher.example',
];
const names = [
	'Ana',
	'',
	long,
	wide,
	control,
	`${'n'.repeat(1023)}é`,
	'n'.repeat(1024),
	'   ',
	'&lt;script&gt;',
	'\r\n\t',
];

export async function startHostileLitmos(form: 'xml' | 'json'): Promise<HostileLitmos> {
	const ids = [...goodIds, ...badIds];
	const of = (texts: readonly string[], index: number) => texts[index % texts.length] ?? '';
	const user = (id: string, index: number) => ({
		Id: id,
		UserName: of(names, index),
		FirstName: of(names, index + 1),
		LastName: of(names, index + 2),
		Active: index % 3 > 0,
		Email: of(emails, index),
		AccessLevel: of(names, index + 3),
		Brand: of(names, index + 4),
		LoginKey: 'https://x.litmos.example//login.aspx?loginkey=0123456789abcdef',
	});
	const person = (id: string, index: number) => ({...user(id, index), Completed: index % 2 === 0});
	const course = (id: string, index: number) => ({
		Id: id,
		Code: of(names, index),
		Name: of(names, index + 1),
		Active: true,
		OriginalId: `${index}`,
		Description: of(names, index + 2),
		Price: of(names, index),
	});
	const team = (id: string, index: number) => ({Id: id, Name: of(names, index), ParentTeamId: of(ids, index + 1)});
	// Each list has its last row twice.
	const twice = <Row>(rows: Row[]) => [...rows, ...rows.slice(-1)];
	const users = twice(
		Array.from({length: ids.length * 3}, (_, index) =>
			index < ids.length ? user(of(ids, index), index) : user(`u${index}`, index),
		),
	);
	const lists: Record<string, [root: string, row: string, rows: object[]]> = {
		users: ['Users', 'User', users],
		courses: ['Courses', 'Course', twice(ids.map(course))],
		teams: ['Teams', 'Team', twice(ids.map(team))],
		people: ['Users', 'User', twice([...ids, 'nobody00001x'].map(person))],
	};

	const server = createServer((request, response) => {
		const {pathname, searchParams} = new URL(request.url ?? '', 'http://x');
		const [root, row, all] = lists[pathname.replace('/v1.svc/', '')] ?? lists.people ?? ['', '', []];
		const start = Number(searchParams.get('start') ?? 0);
		const rows = all.slice(start, start + Number(searchParams.get('limit') ?? 1000));
		response.writeHead(200, {'content-type': form === 'xml' ? 'application/xml' : 'application/json'});
		response.end(form === 'xml' ? xml(root, row, rows) : json(rows));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		accounts: [...goodIds, ...Array.from({length: ids.length * 2}, (_, index) => `u${index + ids.length}`)],
		// No web address leads to one of these.
		courses: goodIds.filter((id) => id !== '..'),
		teams: goodIds.filter((id) => id !== '..'),
		people: goodIds.length + 3,
		close: () => void server.close(),
	};
}

function xml(root: string, row: string, rows: object[]): string {
	const fields = (record: object) =>
		Object.entries(record)
			// Texts with references of their own stay as they are, the others are written as Litmos would.
			.map(([name, value]) => `<${name}>${value === control ? control : encode(String(value))}</${name}>`)
			.join('');
	return `<${root}>${rows.map((record) => `<${row}>${fields(record)}</${row}>`).join('')}</${root}>`;
}

/** Some installations answer with JSON whatever is asked; there, control characters come through. */
function json(rows: object[]): string {
	return JSON.stringify(rows, (_, value) => (value === control ? '\u0000\u001f\ud800\uffff‮\u0007' : value));
}

function encode(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#xD;');
}
