import {counted, mapped} from './listing.ts';
import {course, get, learningPath, listAnswer, type Route, single} from './route.ts';
import {shapes} from './shapes.ts';

export const courseRoutes: Route[] = [
	get('/courses', (call) =>
		listAnswer(call, counted(call.tenant.data.size.courses, call.records.course), shapes.course),
	),
	get('/courses/{id}', (call) => single(shapes.course, call.records.course(course(call)))),
	get('/courses/{id}/users', (call) => {
		const index = course(call);
		const list = mapped(call.tenant.coursePeople(index), (person) => call.records.coursePerson(index, person));
		return listAnswer(call, list, shapes.coursePerson);
	}),
	get('/courses/{id}/modules', (call) => {
		const modules = call.tenant.data.courses.modules(course(call));
		return listAnswer(call, mapped(modules, call.records.module), shapes.module);
	}),
];

export const learningPathRoutes: Route[] = [
	get('/learningpaths', (call) => {
		const list = counted(call.tenant.data.learningPaths.count, call.records.learningPath);
		return listAnswer(call, list, shapes.learningPath);
	}),
	get('/learningpaths/{id}', (call) => single(shapes.learningPath, call.records.learningPath(learningPath(call)))),
	get('/learningpaths/{id}/courses', (call) => {
		const courses = call.tenant.data.learningPaths.courses(learningPath(call));
		return listAnswer(call, mapped(courses, call.records.course), {...shapes.course, search: []});
	}),
	get('/learningpaths/{id}/users', (call) => {
		const path = learningPath(call);
		const people = call.tenant.data.learningPaths.people(path);
		const list = mapped(people, (person) => call.records.learningPathPerson(path, person));
		return listAnswer(call, list, shapes.learningPathPerson);
	}),
];
