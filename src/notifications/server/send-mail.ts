/**
 * A mail is a row before it is sent, UNIQUE by kind, subject and recipient, with its Message-ID made from the row's id. What is
 * sent is what the row keeps, so every copy after a crash is the same letter. A letter with a secret link is the exception:
 * its text is made anew for each try and kept nowhere, for whoever reads the table must not be able to use it.
 */
import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import { newId } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { crashPoint } from '#lib/server/crash-point.ts';
import { db, transaction } from '#lib/server/db.ts';
import { mailHost, MailRefused, sendLetter } from '#lib/server/mailer.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import type { Page } from './page.ts';

export type Mail = {
	kind:
		| 'verification'
		| 'password-reset'
		| 'order-receipt'
		| 'order-to-seller'
		| 'order-shipped'
		| 'order-cancelled'
		| 'order-refunded'
		| 'stock-alert'
		| 'staff-invitation';
	/** What it is about: with kind and recipient, sent once. */
	subjectRef: string;
	/** `userId` null: somebody who need have no account. */
	to: { userId: string | null; name: string; address: string };
	subject: string;
	/** Asked for once, or for each try when the mail is `secret`. */
	write: () => Promise<Page>;
	secret?: true;
};

/**
 * Sends it, unless it was sent. Safe to run twice.
 * @throws {Refusal} not_possible when the receiving server refuses it for good (the row is then `dead`, with the answer)
 */
export async function sendMail(mail: Mail): Promise<void> {
	const row = await keep(mail);
	if (row.status === 'sent') return;
	crashPoint('send-mail:after-row');
	const text =
		row.html !== null && row.body !== null ? { html: row.html, text: row.body } : await render(mail);
	crashPoint('send-mail:before-sending');
	try {
		await sendLetter({
			messageId: row.message_id,
			date: row.created_at,
			to: { name: mail.to.name, address: row.recipient },
			subject: row.subject,
			...text,
		});
	} catch (error) {
		await note(row.id, error);
		if (error instanceof MailRefused)
			throw new Refusal('not_possible', { detail: `The mail was refused: ${error.message}` });
		throw error;
	}
	crashPoint('send-mail:after-sending');
	await transaction(async (tx) => {
		await tx
			.updateTable('mails')
			.set({ status: 'sent', sent_at: sql<Date>`now(3)`, attempts: sql`attempts + 1`, last_error: null })
			.where('id', '=', row.id)
			.where('status', '!=', 'sent')
			.execute();
		crashPoint('send-mail:before-commit');
	});
	crashPoint('send-mail:after-mark');
}

async function render(mail: Mail): Promise<{ html: string; text: string }> {
	const page = await mail.write();
	return { html: renderHtml(page), text: renderText(page) };
}

/** The mail's row: found, or written before anything is sent. */
async function keep(mail: Mail) {
	const recipientKey = createHash('sha256').update(mail.to.address.trim().toLowerCase()).digest();
	const find = () =>
		db
			.selectFrom('mails')
			.select(['id', 'status', 'message_id', 'subject', 'recipient', 'html', 'body', 'created_at'])
			.where('kind', '=', mail.kind)
			.where('subject_ref', '=', mail.subjectRef)
			.where('recipient_key', '=', recipientKey)
			.executeTakeFirst();
	const found = await find();
	if (found) return found;
	const kept = mail.secret ? null : await render(mail);
	const id = newId();
	crashPoint('send-mail:before-row');
	await transaction((tx) =>
		tx
			.insertInto('mails')
			.values({
				id,
				kind: mail.kind,
				subject_ref: mail.subjectRef,
				recipient: mail.to.address,
				recipient_key: recipientKey,
				user_id: mail.to.userId,
				message_id: `<${id}@${mailHost}>`,
				subject: mail.subject.slice(0, 250),
				html: kept?.html ?? null,
				body: kept?.text ?? null,
				// Whole seconds: the Date header has no finer ones.
				created_at: sql<Date>`now()`,
			})
			// Another worker may have written it meanwhile; then its letter is the one.
			.onDuplicateKeyUpdate({ id: sql`mails.id` })
			.execute(),
	);
	return (await find())!;
}

async function note(id: string, error: unknown): Promise<void> {
	const reason = error instanceof Error ? error.message : String(error);
	await transaction((tx) =>
		tx
			.updateTable('mails')
			.set({
				status: error instanceof MailRefused ? 'dead' : 'pending',
				attempts: sql`attempts + 1`,
				last_error: reason.slice(0, 1_000),
			})
			.where('id', '=', id)
			.where('status', '!=', 'sent')
			.execute(),
	);
}
