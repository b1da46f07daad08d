import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { db, transaction } from '#lib/server/db.ts';
import { EFFECTS_PAGE, takeEffects, takeEffectsOf, type AlsoWrite } from './effects.ts';
import { record } from './record.ts';
import { sequenceOnce } from './sequence.ts';

const nothing: AlsoWrite = async () => undefined;

async function catchUp(alsoWrite: AlsoWrite = nothing): Promise<void> {
	while ((await sequenceOnce()) > 0);
	while ((await takeEffects(alsoWrite)) > 0);
}

async function somebodyJoins(): Promise<string> {
	const id = newId();
	await transaction((tx) =>
		record(tx, { type: 'user.registered', id, version: 1, data: { username: 'ben' } }),
	);
	return id;
}
const choresOf = (ref: string) => db.selectFrom('chores').selectAll().where('ref', '=', ref).execute();

test('an event that is read twice starts its chore once', async () => {
	await catchUp();
	const ben = await somebodyJoins();
	await catchUp();
	const { gseq } = await db
		.selectFrom('consumer_cursors')
		.select('gseq')
		.where('name', '=', 'effects')
		.executeTakeFirstOrThrow();
	await db
		.updateTable('consumer_cursors')
		.set({ gseq: gseq - 1 })
		.where('name', '=', 'effects')
		.execute();
	expect(await takeEffects(nothing)).toBe(1);
	expect(await choresOf(`${ben}-1`)).toHaveLength(1);
});

test.each([new TypeError('a fault of ours'), new Refusal('not_found')])(
	'an event whose effects fail (%s) is set aside; those around it are taken, and it is not forgotten',
	async (fault) => {
		await catchUp();
		const people = [await somebodyJoins(), await somebodyJoins(), await somebodyJoins()];
		let gseq = 0;
		await catchUp(async (_, event) => {
			if (event.entity_id !== people[1]) return;
			gseq = event.gseq;
			throw fault;
		});
		expect(await choresOf(`${people[0]}-1`)).toHaveLength(1);
		expect(await choresOf(`${people[1]}-1`)).toHaveLength(0);
		expect(await choresOf(`${people[2]}-1`)).toHaveLength(1);
		expect(await choresOf(String(gseq))).toMatchObject([{ kind: 'take-effects', status: 'pending' }]);

		await takeEffectsOf(gseq, nothing);
		await takeEffectsOf(gseq, nothing);
		expect(await choresOf(`${people[1]}-1`)).toHaveLength(1);
	},
);

test('two workers at once take each event once', async () => {
	await catchUp();
	const joined = await Promise.all(Array.from({ length: 20 }, somebodyJoins));
	while ((await sequenceOnce()) > 0);
	const seen: string[] = [];
	const note: AlsoWrite = async (_, event) => void seen.push(event.entity_id);
	const counts = await Promise.all(Array.from({ length: 6 }, () => takeEffects(note)));
	expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20);
	expect(seen.sort()).toEqual(joined.sort());
	expect(EFFECTS_PAGE).toBeGreaterThan(20);
});
