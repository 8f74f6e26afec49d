import {create} from '@bufbuild/protobuf';
import {mapLearningPath} from '../../connector/courses.ts';
import {resourceTypeIds} from '../../connector/ids.ts';
import {ResourceTypeSchema} from '../../proto/model.ts';
import {progressBatch} from '../progress-rows.ts';
import {pagesOf} from '../tenant-size.ts';
import type {ExtraEntry} from './extra.ts';

export const learningPaths: ExtraEntry = {
	label: 'Learning paths',
	gives: 'Each learning path, and who is assigned, in progress or completed.',
	each: {requests: 1, of: 'path'},
	resourceType: create(ResourceTypeSchema, {id: resourceTypeIds.learningPath, displayName: 'Learning path'}),
	lists: {
		'learning-paths': {name: () => 'the list of learning paths'},
		'learning-path-people': {
			name: (of) => `the members of learning path ${of}`,
			of: resourceTypeIds.learningPath,
			toBatch: (rows, of, isKnown) => progressBatch(resourceTypeIds.learningPath, of, rows, isKnown),
		},
	},
	cost({learningPaths: paths = null}, pageSize) {
		const requests = paths === null ? 1 : pagesOf(paths, pageSize) + paths;
		return {requests, exact: false, known: paths !== null};
	},
	atStart(reader) {
		reader.opening('learning-paths', resourceTypeIds.learningPath, mapLearningPath, (id) => {
			if (!reader.resourcesOnly) reader.list('learning-path-people', id);
		});
	},
};
