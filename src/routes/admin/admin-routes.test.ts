import { isHttpError, isRedirect } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import type { Actor } from '#accounts/actor.ts';
import { newId } from '#lib/ids.ts';
import { signUp, signUpAdmin } from '#testing/cast.ts';
import { mayRead } from '../edge/may-read.ts';

type Pages = Record<
	string,
	{ load?: (event: never) => unknown; actions?: Record<string, (event: never) => unknown> }
>;
const pages = import.meta.glob('./**/+page.server.ts', { eager: true }) as Pages;
const doors = Object.entries(pages).flatMap(([file, { load, actions = {} }]) => [
	...(load ? [{ name: file, run: load, method: 'GET' }] : []),
	...Object.entries(actions).map(([action, run]) => ({ name: `${file} ?/${action}`, run, method: 'POST' })),
]);

function knock(actor: Actor | null, method: string) {
	const url = new URL('http://market.test/admin');
	const request = new Request(url, { method, ...(method === 'POST' && { body: new FormData() }) });
	const locals = { actor, requestId: newId(), address: '127.0.0.1' };
	return { locals, url, request, params: { id: newId() }, depends: () => undefined } as never;
}

async function answer(run: () => unknown): Promise<string> {
	try {
		await run();
		return 'opened';
	} catch (thrown) {
		if (isRedirect(thrown)) return `${thrown.status} ${thrown.location}`;
		if (isHttpError(thrown)) return String(thrown.status);
		throw thrown;
	}
}

test('there are doors to try', () => {
	expect(doors.length).toBeGreaterThanOrEqual(15);
});

test.each(doors)('a guest is sent to sign in, a member finds nothing: $name', async ({ run, method }) => {
	expect(await answer(() => run(knock(null, method)))).toBe('303 /login?next=%2Fadmin');
	const { actor } = await signUp('ben');
	expect(await answer(() => run(knock(actor, method)))).toBe('404');
});

test('lists and health open to an admin', async () => {
	const { actor } = await signUpAdmin();
	for (const { name, run } of doors.filter((door) => door.method === 'GET' && !door.name.includes('[id]')))
		expect([name, await answer(() => run(knock(actor, 'GET')))]).toEqual([name, 'opened']);
});

test.each(['käse', '%', "'; drop table users", '\u202e', 'zq１１１'])(
	'a list is searched for %s',
	async (q) => {
		const { actor } = await signUpAdmin();
		for (const { name, run } of doors.filter((door) =>
			/(users|products|orders|audit)\/\+[^ ]+$/.test(door.name),
		)) {
			const event = knock(actor, 'GET') as { url: URL };
			event.url.searchParams.set('q', q);
			const { items } = (await run(event as never)) as { items: unknown[] };
			expect([name, items.length]).toEqual([name, 0]);
		}
	},
);

test('the admin stream is there for admins alone', async () => {
	const [ben, dana] = [await signUp('ben'), await signUpAdmin()];
	expect(await mayRead(null, 'admin')).toBe(false);
	expect(await mayRead(ben.actor, 'admin')).toBe(false);
	expect(await mayRead(dana.actor, 'admin')).toBe(true);
});
