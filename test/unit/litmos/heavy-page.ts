import {readRows} from '../../../source/litmos/answer-rows.ts';
import {listingSources} from '../../../source/litmos/row-mapping.ts';

/** Reads a page of 1,000 courses with descriptions of 150 kB, made while it is read, and tells the memory that took. */
const description = Buffer.alloc(150_000, 'D');
async function* page() {
	yield Buffer.from('<Courses>');
	for (let n = 0; n < 1_000; n++) {
		yield Buffer.from(`<Course><Id>Course-number-${n}</Id><Name>The course of number ${n}</Name><Description>`);
		for (let at = 0; at < description.length; at += 16_384) yield description.subarray(at, at + 16_384);
		yield Buffer.from('</Description></Course>');
	}
	yield Buffer.from('</Courses>');
}
const {root, row, fields, map} = listingSources.courses;
const courses = (await readRows(page(), {root: [root], row, fields})).map(map);
const maxRssMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({rows: courses.filter(({isCut}) => isCut).length, maxRssMb}));
