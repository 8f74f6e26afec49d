import {stableId} from '../ids.ts';

export interface User {
	id: string;
	displayName: string;
	email: string;
	username: string;
	status: 'ENABLED' | 'DISABLED';
	type: 'USER_TYPE_HUMAN' | 'USER_TYPE_SERVICE' | 'USER_TYPE_SYSTEM';
	jobTitle: string;
	department: string;
}

const names = [
	'Ada Okafor',
	'Bruno Lindqvist',
	'Chiara Moretti',
	'Dinesh Raman',
	'Elif Yıldız',
	'Fatima Haddad',
	'Grace Kim',
	'Hugo Fernández',
	'Ines Duarte',
	'Jakub Nowák',
	'Kwame Mensah',
	'Lotte de Vries',
	'Mei 陳',
	'Noor Bakker',
	'Oskar Weiß',
	'Priya Nair',
	'Quinn Murphy',
	'Rosa Álvarez',
	'Sven Aas',
	'Tomoko Sato',
	'Uma Patel',
	'Viktor Horváth',
	'Wanjiru Kamau',
	'Xavier Roche',
	'Yusuf Demir',
	'Zoë Papadaki',
];
const departments = ['IT', 'Security', 'People', 'Learning', 'Finance'];

/** The people of the tenant: the first signs in; one has left, one is a service account. */
export function makePeople(): User[] {
	return names.map((displayName, index) => {
		const local = displayName
			.normalize('NFD')
			.replace(/[^A-Za-z ]/g, '')
			.trim()
			.toLowerCase()
			.replaceAll(' ', '.');
		return {
			id: stableId('user', String(index)),
			displayName,
			email: `${local}@example.com`,
			username: local,
			status: index === 5 ? 'DISABLED' : 'ENABLED',
			type: index === 9 ? 'USER_TYPE_SERVICE' : 'USER_TYPE_HUMAN',
			jobTitle: index === 0 ? 'Head of IT' : 'Specialist',
			department: departments[index % departments.length] ?? 'IT',
		};
	});
}
