import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokenIsLive } from '#accounts/server/steps/account-tokens.ts';
import { newId } from '#lib/ids.ts';
import { db } from '#lib/server/db.ts';
import { closeMailer, sendLetter } from '#lib/server/mailer.ts';
import { buy, listProduct, signUp } from '#testing/cast.ts';
import { outcomeOf } from '#testing/outcome-of.ts';
import { openSmtpSink, type SmtpSink } from '#testing/smtp-sink.ts';
import { sendOrderReceipt, sendPasswordReset, sendVerification } from './jobs.ts';

let sink: SmtpSink;
beforeAll(async () => {
	sink = await openSmtpSink();
});
afterAll(async () => {
	closeMailer();
	await sink.close();
});

test('the receipt says in both its forms what Ben bought, and goes out once', async () => {
	const [ana, ben] = await Promise.all([signUp('ana'), signUp('ben')]);
	const bowl = await listProduct(ana, {
		name: 'A <script>loud</script> “bowl”',
		variants: [{ options: { Glaze: 'Sea blue' }, price: 2450, stock: 3 }],
	});
	const checkout = await buy(ben.actor, [{ product_id: bowl.id, quantity: 2 }]);
	const order = checkout.orders[0]!;
	await Promise.all([1, 2].map(() => outcomeOf(sendOrderReceipt({ order_id: order.id }))));
	await sendOrderReceipt({ order_id: order.id });
	const [letter, ...more] = sink.takenBy(ben.email);
	// Two at once is what leases prevent; even then it is one letter, by its Message-ID.
	expect(new Set([letter, ...more].map((copy) => copy!.messageId)).size).toBe(1);
	const mail = await simpleParser(letter!.raw);
	expect(mail.subject).toBe(`Your order ${order.number} from ${order.shop.name}`);
	expect(mail.text).toContain('2 × A <script>loud</script> “bowl” (Sea blue)');
	expect(mail.text).toContain('€49.00');
	expect(mail.html).toContain('A &lt;script&gt;loud&lt;/script&gt; “bowl”');
	expect(mail.html).not.toContain('<script');
	expect(mail.text).toContain('9000 Ghent');
});

test('a link that opens once is in the letter, and nowhere in the table', async () => {
	const ben = await signUp('ben');
	await sendVerification({ user_id: ben.actor.id, request: `${ben.actor.id}-1` });
	await sendPasswordReset({ user_id: ben.actor.id, request: newId() });
	const letters = sink.takenBy(ben.email);
	expect(letters).toHaveLength(2);
	const rows = await db.selectFrom('mails').selectAll().where('recipient', '=', ben.email).execute();
	expect(rows.map((row) => [row.status, row.html, row.body])).toEqual([
		['sent', null, null],
		['sent', null, null],
	]);
	for (const [n, kind] of (['verify', 'reset'] as const).entries()) {
		const { text } = await simpleParser(letters[n]!.raw);
		const token = new RegExp(`/${kind}/([\\w-]{43})`).exec(text ?? '')![1]!;
		expect(await tokenIsLive(token, kind)).toBe(true);
	}
});

test('a line break in a name or a subject begins no header', async () => {
	const address = `${newId()}@example.test`;
	await sendLetter({
		messageId: `<${newId()}@example.test>`,
		date: new Date(),
		to: { name: 'Ben\r\nBcc: everybody@example.test', address },
		subject: 'Hello\r\nX-Evil: yes\n\nand a body',
		html: '<p>Hello</p>',
		text: 'Hello',
	});
	const [letter] = sink.takenBy(address);
	expect(letter!.to).toEqual([address]);
	const mail = await simpleParser(letter!.raw);
	expect(mail.headers.has('x-evil')).toBe(false);
	expect(mail.headers.has('bcc')).toBe(false);
	expect(mail.subject).toBe('Hello X-Evil: yes and a body');
});

test('nobody is written to whose account is gone', async () => {
	const ben = await signUp('ben');
	await db.updateTable('users').set({ status: 'suspended' }).where('id', '=', ben.actor.id).execute();
	await sendPasswordReset({ user_id: ben.actor.id, request: newId() });
	expect(sink.takenBy(ben.email)).toHaveLength(0);
});
