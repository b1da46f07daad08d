/**
 * Invariant: an admin's act and its line in the audit log are committed together, and only while whoever acts is an admin.
 * Lock: the acting admin's own row first, then what the act concerns. Two admins who take each other's role at once meet in a
 * deadlock, one is tried again, and finds itself no admin any more; so the market is never left without one.
 */
import type { Actor } from '#accounts/actor.ts';
import { Refusal } from '#lib/refusal.ts';
import { transaction, type Tx } from '#lib/server/db.ts';
import { audit, type AuditNote } from './steps.ts';

/** @throws {Refusal} not_found for whoever is not an admin (any more), and whatever `run` refuses */
export async function actAsAdmin(
	actor: Actor,
	note: AuditNote,
	run: (tx: Tx) => Promise<AuditNote['data'] | void>,
): Promise<void> {
	await transaction((tx) => asAdmin(tx, actor, note, run));
}

/** The same inside a transaction that begins with this. */
export async function asAdmin(
	tx: Tx,
	actor: Actor,
	note: AuditNote,
	run: (tx: Tx) => Promise<AuditNote['data'] | void>,
): Promise<void> {
	const admin = await tx
		.selectFrom('users')
		.select('id')
		.where('id', '=', actor.id)
		.where('role', '=', 'admin')
		.where('status', '=', 'active')
		.forUpdate()
		.executeTakeFirst();
	if (!admin) throw new Refusal('not_found');
	const learnt = await run(tx);
	await audit(tx, actor, { ...note, data: { ...note.data, ...learnt } });
}

/** An admin's own account is another admin's to shut, so that one always remains. */
export function refuseOwnAccount(actor: Actor, userId: string): void {
	if (actor.id === userId)
		throw new Refusal('not_possible', { detail: 'Your own account is another admin’s to change' });
}
