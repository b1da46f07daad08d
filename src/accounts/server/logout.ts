import { transaction } from '#lib/server/db.ts';
import type { Actor } from '../actor.ts';
import { noSessionCookie, type SessionCookie } from './sessions.ts';
import { revokeSessions } from './steps.ts';

/** Ends the session this was asked with, if there is one, and answers the cookie that takes it away. */
export async function logout(actor: Actor | null): Promise<{ cookie: SessionCookie }> {
	const sessionId = actor?.sessionId;
	if (actor && sessionId)
		await transaction((tx) => revokeSessions(tx, actor.id, 'signed out', { only: sessionId }));
	return { cookie: noSessionCookie() };
}
