import { expect, test } from 'vitest';
import { Refusal } from '#lib/refusal.ts';
import { problem } from './problem.ts';

test('what a refusal carries along never stands for the problem’s own members', async () => {
	const data = { status: 'paid', code: 'other', title: 'x', type: 'y', request_id: 'z', allowed: ['ship'] };
	const answer = problem(new Refusal('not_possible', { ...data, retry_after: 3 }), 'r1');
	expect(await answer.json()).toEqual({
		type: '/api#not_possible',
		title: 'That is not possible any more',
		status: 409,
		code: 'not_possible',
		request_id: 'r1',
		allowed: ['ship'],
	});
	expect(answer.status).toBe(409);
	expect(answer.headers.get('retry-after')).toBe('3');
});
