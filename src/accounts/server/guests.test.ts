import { expect, test } from 'vitest';
import { listUsers } from '#activity/server/queries/people.ts';
import { sequenceOnce } from '#events/server/sequence.ts';
import { readStream } from '#events/server/tail.ts';
import { newId } from '#lib/ids.ts';
import { db, transaction } from '#lib/server/db.ts';
import { sign } from '#lib/server/signature.ts';
import { listProduct, buy, passBy, signUp, signUpAdmin, someAddress } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { usernameField } from '../account.ts';
import { askPasswordReset } from './ask-password-reset.ts';
import { authenticate } from './authenticate.ts';
import { becomeMember } from './become-member.ts';
import { createApiToken } from './create-api-token.ts';
import { GUEST_COOKIE } from './guest-cookie.ts';
import { login } from './login.ts';
import { findUser, guestStands } from './queries.ts';
import { deleteUser, editUser, setRole, suspendUser } from './steps.ts';
import { ensureGuest, setGuestEmail } from './steps/guests.ts';

const visit = () => ({ address: someAddress(), userAgent: 'Marketday tests' });
const ask = (cookie: string) => authenticate(new Headers({ cookie }));
const papers = () => {
	const username = `gwen-${newId().slice(-12)}`;
	return { username, email: `${username}@example.test`, password: 'a bowl of warm clay' };
};

test('a guest is whom the cookie names and is never an actor; a forged or broken cookie is nobody', async () => {
	const { guest, cookie } = await passBy();
	expect(await ask(`theme=night; ${cookie}; other=1`)).toEqual({ actor: null, guest });
	const [id, mark] = cookie.slice(GUEST_COOKIE.length + 1).split('.') as [string, string];
	const other = newId();
	for (const value of [
		`${other}.${mark}`,
		`${id}.${sign('order-link', id)}`,
		`${id}.${mark.slice(0, -1)}`,
		`${id}.${mark}x`,
		`${id}.${mark}.${mark}`,
		`${id.toUpperCase()}.${mark}`,
		`${id}.`,
		id,
		`.${mark}`,
		'',
		'%00',
		'é'.repeat(43),
	])
		expect((await authenticate(headersOf(`${GUEST_COOKIE}=${value}`))).guest, value).toBeNull();
	// A program is known by its token alone.
	const headers = new Headers({ cookie, authorization: 'Bearer mdt_nobody' });
	expect(await authenticate(headers)).toEqual({ actor: null, guest: null });
	const ben = await signUp('ben');
	expect(await ask(`${ben.cookie}; ${cookie}`)).toMatchObject({ actor: { id: ben.actor.id }, guest });
});

/** As a socket may send it: bytes that a Headers object would not take. */
const headersOf = (cookie: string) =>
	({ get: (name: string) => (name === 'cookie' ? cookie : null) }) as Headers;

test('a guest’s row is made once, takes mail, and opens no door of an account', async () => {
	const [{ guest }, dana, ben] = [await passBy(), await signUpAdmin(), await signUp('ben')];
	await Promise.all(Array.from({ length: 5 }, () => transaction((tx) => ensureGuest(tx, guest.id))));
	// The same address as a member's: it is only where mail goes.
	await transaction((tx) => setGuestEmail(tx, guest.id, ben.email));
	expect(await findUser(guest.id)).toMatchObject({
		status: 'guest',
		email: ben.email,
		username: `guest-${guest.id}`,
	});
	expect((await login({ email: ben.email, password: ben.password }, visit())).user.id).toBe(ben.actor.id);

	const own = `${guest.id}@example.test`;
	await transaction((tx) => setGuestEmail(tx, guest.id, own));
	expect(await outcomeOf(login({ email: own, password: 'anything at all' }, visit()))).toBe(
		'wrong_credentials',
	);
	await askPasswordReset(own, visit());
	const asked = await db.selectFrom('outbox').select('id').where('entity_id', '=', guest.id).execute();
	expect(asked).toEqual([]);
	const posing = {
		id: guest.id,
		username: '',
		role: 'user',
		emailVerified: false,
		sessionId: newId(),
	} as const;
	expect(await outcomeOf(createApiToken(posing, { name: 'mine' }))).toBe('not_signed_in');
	for (const act of [setRole, suspendUser] as const)
		expect(await outcomeOf(transaction((tx) => act(tx, guest.id, 'admin')))).toBe('not_possible');
	expect(await outcomeOf(transaction((tx) => editUser(tx, guest.id, { town: 'Ghent' })))).toBe(
		'not_possible',
	);

	const names = async (q: { q: string; status?: string }) => (await listUsers(q)).items.map(({ id }) => id);
	expect(await names({ q: '' })).not.toContain(guest.id);
	expect(await names({ q: own })).toEqual([guest.id]);
	expect(await names({ q: '', status: 'guest' })).toContain(guest.id);
	expect(dana.actor.role).toBe('admin');

	await transaction((tx) => deleteUser(tx, guest.id));
	expect(await findUser(guest.id)).toMatchObject({ status: 'deleted', email: '', version: 1 });
	expect(await guestStands(guest.id)).toBe(false);
	expect(await outcomeOf(transaction((tx) => ensureGuest(tx, guest.id)))).toBe('not_signed_in');
});

test('names that begin like a guest’s are nobody’s to take', () => {
	expect(usernameField.safeParse('Guest-book').success).toBe(false);
	expect(usernameField.safeParse('guestbook').success).toBe(true);
});

test('a guest becomes a member and keeps what they bought; the cookie opens nothing from then on', async () => {
	const [{ guest }, ana] = [await passBy(), await signUp('ana')];
	const gwen = papers();
	expect(await outcomeOf(becomeMember(guest, gwen, visit()))).toBe('not_found');
	const bowl = await listProduct(ana);
	const [order] = (await buy(guest, [{ product_id: bowl.id, quantity: 1 }])).orders;

	const taken = { ...gwen, email: ana.email };
	await expect(becomeMember(guest, taken, visit())).rejects.toMatchObject({
		data: { errors: { email: 'There is an account with this address' } },
	});
	const tries = await Promise.all([1, 2, 3].map(() => outcomeOf(becomeMember(guest, gwen, visit()))));
	expect(tries.filter((outcome) => outcome === 'done')).toHaveLength(1);

	const { user } = await login({ email: gwen.email, password: gwen.password }, visit());
	expect(user).toMatchObject({
		id: guest.id,
		username: gwen.username,
		status: 'active',
		email_verified: false,
	});
	expect(order!.user_id).toBe(guest.id);
	expect(await guestStands(guest.id)).toBe(false);
	while ((await sequenceOnce()) > 0);
	const told = await db
		.selectFrom('events')
		.select(['type', 'entity_version'])
		.where('entity_id', '=', guest.id)
		.execute();
	expect(told).toEqual([{ type: 'user.registered', entity_version: 1 }]);
	// The sockets that the cookie opened are closed, as those of a session are.
	const ended = (await readStream('system', 0, 500)).filter((event) => event.type === 'session.revoked');
	expect(ended.some((event) => JSON.stringify(event.data).includes(guest.id))).toBe(true);
});
