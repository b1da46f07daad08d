import { sql } from 'kysely';
import type { Actor } from '#accounts/actor.ts';
import { newId } from '#lib/ids.ts';
import { currentContext } from '#lib/server/context.ts';
import type { Tx } from '#lib/server/db.ts';

export type AuditNote = {
	/** The command's name, such as `suspend-user`. */
	act: string;
	subject: { kind: 'user' | 'product' | 'chore' | 'order' | 'shop' | 'exception'; id: string };
	reason?: string;
	/** What else is worth knowing later; nothing that a deleted account would have to take back. */
	data?: Record<string, unknown>;
};

/** Writes what an admin did, in the transaction that does it. Rows of the audit log are never changed. */
export async function audit(tx: Tx, actor: Actor, note: AuditNote): Promise<void> {
	const context = currentContext();
	await tx
		.insertInto('audit_log')
		.values({
			id: newId(),
			actor_id: actor.id,
			act: note.act,
			subject_kind: note.subject.kind,
			subject_id: note.subject.id,
			reason: note.reason ?? null,
			data: JSON.stringify(note.data ?? {}),
			address: context?.address ?? null,
			request_id: context?.requestId ?? null,
			at: sql<Date>`now(3)`,
		})
		.execute();
}
