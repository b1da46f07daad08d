import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { transaction } from '#lib/server/db.ts';
import { signUp, someStreet } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { MOST_ADDRESSES, readAddressChoice, savedAddressInput } from '../address-book.ts';
import { changeAddress } from './change-address.ts';
import { deleteAccount } from './delete-account.ts';
import { exportAccount } from './export-account.ts';
import { makeAddressDefault } from './make-address-default.ts';
import { addressesOf, addressToUse, findAddress } from './queries/address-book.ts';
import { removeAddress } from './remove-address.ts';
import { saveAddress } from './save-address.ts';
import { ensureGuest } from './steps/guests.ts';
import { rememberAddress } from './steps/address-book.ts';

const at = (line1: string, more: object = {}) => savedAddressInput.parse({ ...someStreet, line1, ...more });
const defaultsOf = async (userId: string) =>
	(await addressesOf(userId)).filter((address) => address.is_default).map((address) => address.line1);
const remember = (userId: string, line1: string) =>
	transaction((tx) => rememberAddress(tx, userId, { ...someStreet, line1 }));

test('the first address is the default, another takes its place, and the last used inherits it', async () => {
	const { actor } = await signUp('ben');
	const home = await saveAddress(actor, at('1 Home Street', { label: 'Home' }));
	const work = await saveAddress(actor, at('2 Work Street'));
	expect([home.is_default, work.is_default, home.label]).toEqual([true, false, 'Home']);
	await makeAddressDefault(actor, work.id);
	expect(await defaultsOf(actor.id)).toEqual(['2 Work Street']);
	await saveAddress(actor, at('3 New Street', { is_default: true }));
	expect(await defaultsOf(actor.id)).toEqual(['3 New Street']);
	await changeAddress(actor, home.id, at('1 Home Street, moved', { is_default: true }));
	expect(await defaultsOf(actor.id)).toEqual(['1 Home Street, moved']);
	// What is not asked for does not take it away.
	await changeAddress(actor, home.id, at('1 Home Street'));
	expect(await defaultsOf(actor.id)).toEqual(['1 Home Street']);
	await remember(actor.id, '2 Work Street');
	await removeAddress(actor, home.id);
	expect(await defaultsOf(actor.id)).toEqual(['2 Work Street']);
	for (const { id } of await addressesOf(actor.id)) await removeAddress(actor, id);
	expect(await addressesOf(actor.id)).toEqual([]);
});

test('what is another’s is not there', async () => {
	const [ben, cleo] = [await signUp('ben'), await signUp('cleo')];
	const { id } = await saveAddress(ben.actor, at('1 Home Street'));
	expect(await outcomeOf(changeAddress(cleo.actor, id, at('Hers now')))).toBe('not_found');
	expect(await outcomeOf(makeAddressDefault(cleo.actor, id))).toBe('not_found');
	expect(await outcomeOf(removeAddress(cleo.actor, id))).toBe('not_found');
	expect(await findAddress(cleo.actor.id, id)).toBeNull();
	expect(await addressToUse(cleo.actor.id, id)).toBeNull();
	expect(await addressToUse(ben.actor.id, id)).toEqual({ ...someStreet, line1: '1 Home Street' });
	expect((await addressesOf(ben.actor.id)).map((address) => address.line1)).toEqual(['1 Home Street']);
});

test('a book holds twenty, also when the last two are written at once', async () => {
	const { actor } = await signUp('ben');
	for (let n = 1; n < MOST_ADDRESSES; n++) await saveAddress(actor, at(`${n} Long Street`));
	const both = ['Left', 'Right'].map((line) => outcomeOf(saveAddress(actor, at(line))));
	expect((await Promise.all(both)).toSorted()).toEqual(['done', 'not_possible']);
	expect(await addressesOf(actor.id)).toHaveLength(MOST_ADDRESSES);
	// A purchase goes on all the same.
	expect(await remember(actor.id, 'One too many')).toBe(false);
	expect(await remember(actor.id, '3 LONG  street')).toBe(true);
	expect(await addressesOf(actor.id)).toHaveLength(MOST_ADDRESSES);
});

test('two at once cannot both be the default, and the same twice stands there once', async () => {
	const { actor } = await signUp('ben');
	const places = ['A', 'B', 'C', 'D'];
	const saved = await Promise.all(places.map((line) => saveAddress(actor, at(line, { is_default: true }))));
	expect(await defaultsOf(actor.id)).toHaveLength(1);
	await Promise.all(saved.map(({ id }) => makeAddressDefault(actor, id)));
	expect(await defaultsOf(actor.id)).toHaveLength(1);
	await Promise.all([saveAddress(actor, at('E')), saveAddress(actor, at('E')), remember(actor.id, 'E')]);
	expect((await addressesOf(actor.id)).filter((address) => address.line1 === 'E')).toHaveLength(1);
});

test('a purchase is remembered for members alone, as used last', async () => {
	const { actor } = await signUp('cleo');
	expect(await remember(actor.id, 'First')).toBe(true);
	expect(await addressesOf(actor.id)).toMatchObject([
		{ line1: 'First', is_default: true, last_used_at: expect.any(String) },
	]);
	const guest = newId();
	await transaction((tx) => ensureGuest(tx, guest));
	expect(await remember(guest, 'Guest house')).toBe(false);
	expect(await remember(newId(), 'Nobody’s')).toBe(false);
	expect(await addressesOf(guest)).toEqual([]);
});

test('the book is in the export, and goes with the account', async () => {
	const { actor, password } = await signUp('ben');
	await saveAddress(actor, at('7 Private Lane', { label: 'Home' }));
	expect(JSON.stringify(await exportAccount(actor))).toContain('7 Private Lane');
	await deleteAccount(actor, password, async () => undefined);
	expect(await addressesOf(actor.id)).toEqual([]);
});

test('a checkout’s choice is one of the book or the fields, and the fields are checked', () => {
	const id = newId();
	expect(readAddressChoice({ address_id: id, country: 'XX' })).toEqual({ id });
	expect(readAddressChoice({ address_id: '', ...someStreet, region: '', save_address: 'on' })).toEqual({
		address: someStreet,
		save: true,
	});
	expect(() => readAddressChoice({ ...someStreet, country: 'US' })).toThrow(
		expect.objectContaining({
			data: { errors: { postal_code: expect.any(String), region: expect.any(String) } },
		}),
	);
});
