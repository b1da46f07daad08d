import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { db, transaction } from '#lib/server/db.ts';
import { countOpenExceptions, listExceptions } from '#payments/server/queries/exceptions.ts';
import { raiseException } from '#payments/server/steps/raise-exception.ts';
import { signUp, signUpAdmin } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { resolveException } from './resolve-exception.ts';

const raise = (ref: string) =>
	transaction((tx) =>
		raiseException(tx, {
			kind: 'unknown_payment',
			ref,
			money: { amount: 2450, currency: 'EUR' },
			detail: 'pi_x is no charge of ours',
		}),
	);

const exceptionOf = (ref: string) =>
	db.selectFrom('payment_exceptions').selectAll().where('ref', '=', ref).execute();

const toldOf = (id: string) =>
	db.selectFrom('outbox').select('type').where('entity_id', '=', id).orderBy('id').execute();

test('told five times and at once, an exception is one, and the admins hear of it once', async () => {
	const ref = `pi_${newId()}`;
	const news = await Promise.all(Array.from({ length: 5 }, () => raise(ref)));
	expect(news.filter(Boolean)).toHaveLength(1);
	const [row, ...more] = await exceptionOf(ref);
	expect(more).toEqual([]);
	expect(await toldOf(row!.id)).toEqual([{ type: 'payment.exception_raised' }]);
});

test('an admin resolves it with a note, once; it stands in the audit log and below the open ones', async () => {
	const dana = (await signUpAdmin()).actor;
	const [dealt, open] = [`pi_${newId()}`, `pi_${newId()}`];
	await raise(dealt);
	await raise(open);
	const { id } = (await exceptionOf(dealt))[0]!;
	const before = await countOpenExceptions();
	await resolveException(dana, id, 'Given back by the dashboard');
	expect(await countOpenExceptions()).toBe(before - 1);
	expect(await outcomeOf(resolveException(dana, id, 'Once more'))).toBe('not_possible');
	expect(await outcomeOf(resolveException(dana, newId(), 'Of nothing'))).toBe('not_found');
	const log = await db
		.selectFrom('audit_log')
		.select(['act', 'reason', 'actor_id'])
		.where('subject_id', '=', id)
		.execute();
	expect(log).toEqual([
		{ act: 'resolve-exception', reason: 'Given back by the dashboard', actor_id: dana.id },
	]);
	const { items } = await listExceptions();
	const at = (ref: string) => items.findIndex((item) => item.ref === ref);
	expect(at(open)).toBeGreaterThanOrEqual(0);
	expect(at(dealt)).toBeGreaterThan(at(open));
	expect(items[at(dealt)]!.resolved).toMatchObject({
		by: dana.username,
		note: 'Given back by the dashboard',
	});
	// The same again is no news: somebody has looked.
	expect(await raise(dealt)).toBe(false);
});

test('nobody but an admin resolves', async () => {
	const ref = `pi_${newId()}`;
	await raise(ref);
	const { id } = (await exceptionOf(ref))[0]!;
	const ben = await signUp('ben');
	expect(await outcomeOf(resolveException({ ...ben.actor, role: 'admin' }, id, 'I say so'))).toBe(
		'not_found',
	);
	expect((await exceptionOf(ref))[0]!.resolved_at).toBeNull();
});
