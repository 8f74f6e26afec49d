import {counted, mapped} from './listing.ts';
import {
	courseFields,
	coursePersonFields,
	learningPathFields,
	learningPathPersonFields,
	moduleFields,
} from './records.ts';
import {course, learningPath, listAnswer, type Route, searched, shapes} from './route.ts';

export const courseRoutes: Route[] = [
	{
		method: 'GET',
		template: '/courses',
		handle(call) {
			const list = counted(call.tenant.data.size.courses, call.records.course);
			return listAnswer(call, searched(call, list, [1, 2]), {...shapes.courses, fields: courseFields});
		},
	},
	{
		method: 'GET',
		template: '/courses/{id}',
		handle: (call) => ({kind: 'single', root: 'Course', fields: courseFields, row: call.records.course(course(call))}),
	},
	{
		method: 'GET',
		template: '/courses/{id}/users',
		handle(call) {
			const index = course(call);
			const list = mapped(call.tenant.coursePeople(index), (person) => call.records.coursePerson(index, person));
			return listAnswer(call, searched(call, list, [1, 2, 3]), {...shapes.accounts, fields: coursePersonFields});
		},
	},
	{
		method: 'GET',
		template: '/courses/{id}/modules',
		handle(call) {
			const modules = call.tenant.data.courses.modules(course(call));
			const list = counted(modules.length, (at) => call.records.module(modules[at]!));
			const shape = {...shapes.modules, fields: moduleFields};
			return listAnswer(call, searched(call, list, [1, 2]), shape);
		},
	},
];

export const learningPathRoutes: Route[] = [
	{
		method: 'GET',
		template: '/learningpaths',
		handle(call) {
			const list = counted(call.tenant.data.learningPaths.count, call.records.learningPath);
			return listAnswer(call, searched(call, list, [1]), {...shapes.learningPaths, fields: learningPathFields});
		},
	},
	{
		method: 'GET',
		template: '/learningpaths/{id}',
		handle: (call) => ({
			kind: 'single',
			root: 'LearningPath',
			fields: learningPathFields,
			row: call.records.learningPath(learningPath(call)),
		}),
	},
	{
		method: 'GET',
		template: '/learningpaths/{id}/courses',
		handle(call) {
			const courses = call.tenant.data.learningPaths.courses(learningPath(call));
			const list = counted(courses.length, (at) => call.records.course(courses[at] as number));
			return listAnswer(call, list, {...shapes.courses, fields: courseFields});
		},
	},
	{
		method: 'GET',
		template: '/learningpaths/{id}/users',
		handle(call) {
			const path = learningPath(call);
			const people = call.tenant.data.learningPaths.people(path);
			const list = mapped(people, (person) => call.records.learningPathPerson(path, person));
			return listAnswer(call, list, {...shapes.accounts, fields: learningPathPersonFields});
		},
	},
];
