import {create} from '@bufbuild/protobuf';
import {mapModule} from '../../connector/courses.ts';
import {resourceTypeIds} from '../../connector/ids.ts';
import {append, nothingMapped} from '../../connector/mapping.ts';
import {withoutGrants} from '../../connector/resource-types.ts';
import {ResourceTypeSchema} from '../../proto/model.ts';
import type {ExtraEntry} from './extra.ts';

export const courseModules: ExtraEntry = {
	label: 'Course modules',
	gives: 'The modules of each course, listed below it. They have no grants.',
	each: {requests: 1, of: 'course'},
	resourceType: create(ResourceTypeSchema, {
		id: resourceTypeIds.module,
		displayName: 'Module',
		annotations: withoutGrants(),
	}),
	lists: {
		'course-modules': {
			name: (of) => `the modules of course ${of}`,
			of: resourceTypeIds.course,
			toBatch(rows, of) {
				const mapped = nothingMapped();
				for (const module of rows) append(mapped, mapModule(module, of));
				return mapped;
			},
		},
	},
	cost: ({courses}) => ({requests: courses ?? 0, exact: false, known: true}),
	withoutGrants: true,
	ofCourse: (reader, id) => reader.list('course-modules', id),
};
