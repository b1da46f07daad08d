import { simpleParser } from 'mailparser';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeEffects } from '#events/server/effects.ts';
import { sequenceOnce } from '#events/server/sequence.ts';
import { db } from '#lib/server/db.ts';
import { closeMailer } from '#lib/server/mailer.ts';
import { acceptOrder } from '#orders/server/accept-order.ts';
import { cancelOrder } from '#orders/server/cancel-order.ts';
import { changeStaffRole } from '#shops/server/change-staff-role.ts';
import { inviteStaff } from '#shops/server/invite-staff.ts';
import { joinShop } from '#shops/server/join-shop.ts';
import { leaveShop } from '#shops/server/leave-shop.ts';
import { invitationOfLink, invitationsOf, staffOf } from '#shops/server/queries/staff.ts';
import { withdrawInvitation } from '#shops/server/withdraw-invitation.ts';
import { buy, listProduct, signUp, type Person } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { openSmtpSink, type SmtpSink } from '#testing/smtp-sink.ts';
import { sendStaffInvitation } from './jobs.ts';
import { latest } from './queries.ts';
import { notifyAbout } from './steps.ts';

let sink: SmtpSink;
beforeAll(async () => {
	sink = await openSmtpSink();
});
afterAll(async () => {
	closeMailer();
	await sink.close();
});

/** The key in the link of the letter that an invitation is. */
async function mailedLink(id: string, address: string): Promise<{ id: string; key: string }> {
	await sendStaffInvitation({ invitation_id: id });
	const { text } = await simpleParser(sink.takenBy(address).at(-1)!.raw);
	const [, found, key] = /\/join\/(\w+)\?key=([\w-]{43})/.exec(text ?? '')!;
	return { id: found!, key: key! };
}

async function stall(): Promise<{ ana: Person; shopId: string; bowl: string }> {
	const ana = await signUp('ana');
	const { id, shop } = await listProduct(ana);
	return { ana, shopId: shop.id, bowl: id };
}
const kindsOf = async ({ actor }: Person) => (await latest(actor.id)).items.map((item) => item.kind);

test('Pia comes to pack by the link in a letter, hears of orders, does what packers do, and is shown out', async () => {
	const [{ ana, shopId, bowl }, pia, ben] = [await stall(), await signUp('pia'), await signUp('ben')];
	const id = await inviteStaff(ana.actor, { email: pia.email, role: 'packer' });
	const link = await mailedLink(id, pia.email);
	expect(await invitationOfLink(link.id, link.key)).toMatchObject({ role: 'packer', shop: { id: shopId } });
	expect(await joinShop(pia.actor, link)).toBe(shopId);
	expect((await staffOf(shopId)).map(({ username, role }) => [username, role])).toEqual([
		[ana.actor.username, 'owner'],
		[pia.actor.username, 'packer'],
	]);

	const { orders } = await buy(ben.actor, [{ product_id: bowl, quantity: 1 }]);
	while ((await sequenceOnce()) > 0);
	while ((await takeEffects(notifyAbout)) > 0);
	expect([await kindsOf(ana), await kindsOf(pia)]).toEqual([['order.paid'], ['order.paid']]);
	expect(await outcomeOf(cancelOrder(pia.actor, orders[0]!.id, 'No time'))).toBe('forbidden');
	await acceptOrder(pia.actor, orders[0]!.id);

	await changeStaffRole(ana.actor, pia.actor.id, 'manager');
	await cancelOrder(pia.actor, orders[0]!.id, 'It broke');
	await leaveShop(ana.actor, pia.actor.id);
	expect(await outcomeOf(acceptOrder(pia.actor, orders[0]!.id))).toBe('not_found');
	expect(await outcomeOf(leaveShop(ana.actor, pia.actor.id))).toBe('not_found');
});

test('a link opens once, for one of two at once, and not with another’s mark', async () => {
	const [{ ana, shopId }, pia, mo] = [await stall(), await signUp('pia'), await signUp('mo')];
	const id = await inviteStaff(ana.actor, { email: pia.email, role: 'packer' });
	const link = await mailedLink(id, pia.email);
	expect(await outcomeOf(joinShop(pia.actor, { ...link, key: 'x'.repeat(43) }))).toBe('gone');
	const outcomes = await Promise.all([pia, mo].map(({ actor }) => outcomeOf(joinShop(actor, link))));
	expect(outcomes.toSorted()).toEqual(['done', 'gone']);
	expect(await staffOf(shopId)).toHaveLength(2);
	// Who works there already needs no second place.
	const again = await inviteStaff(ana.actor, { email: 'somebody@example.test', role: 'manager' });
	const second = await mailedLink(again, 'somebody@example.test');
	expect(await outcomeOf(joinShop(ana.actor, second))).toBe('not_possible');
	expect(await invitationsOf(shopId)).toHaveLength(1);
});

test('what was taken back or has run out opens nothing, and its address may be asked again', async () => {
	const [{ ana, shopId }, pia] = [await stall(), await signUp('pia')];
	const invite = () => inviteStaff(ana.actor, { email: pia.email, role: 'packer' });
	const first = await invite();
	const link = await mailedLink(first, pia.email);
	expect(await outcomeOf(invite())).toBe('invalid_input');
	await withdrawInvitation(ana.actor, first);
	expect(await outcomeOf(joinShop(pia.actor, link))).toBe('gone');
	const late = await mailedLink(await invite(), pia.email);
	await db
		.updateTable('shop_invitations')
		.set({ expires_at: sql<Date>`date_sub(now(3), interval 1 second)` })
		.where('id', '=', late.id)
		.execute();
	expect(await outcomeOf(joinShop(pia.actor, late))).toBe('gone');
	const letters = sink.takenBy(pia.email).length;
	await sendStaffInvitation({ invitation_id: late.id });
	expect(sink.takenBy(pia.email)).toHaveLength(letters);
	expect(await joinShop(pia.actor, await mailedLink(await invite(), pia.email))).toBe(shopId);
});
