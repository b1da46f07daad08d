/**
 * Closes the sockets of whoever may no longer listen. Revocation is an event of the same log, so it reaches every process in
 * its order: what follows it in the log is never sent to a socket that it closed. Twice a minute sessions are also checked
 * against the database, should the log have been silent.
 */
import type { TailEvent } from '../../events/server/tail.ts';
import { log } from '../../lib/server/log.ts';
import { room, type MarketDoors, type MarketServer } from './connection.ts';

export function createRevocation(
	io: MarketServer,
	doors: Pick<MarketDoors, 'authenticate' | 'liveSessions'>,
) {
	function close(name: string): void {
		io.local.in(name).emit('ended', { why: 'session' });
		io.local.in(name).disconnectSockets(true);
	}

	/** A program's token belongs to no session; whether it still opens anything is asked as it was asked at the door. */
	async function recheckPrograms(): Promise<void> {
		for (const socket of io.of('/').sockets.values()) {
			const { authorization } = socket.handshake.headers;
			if (!socket.data.actor || socket.data.actor.sessionId || !authorization) continue;
			const { actor } = await doors.authenticate(new Headers({ authorization }));
			if (actor?.id === socket.data.actor.id) continue;
			socket.emit('ended', { why: 'session' });
			socket.disconnect(true);
		}
	}

	return {
		revoke(event: TailEvent): void {
			if (event.type === 'session.revoked') {
				const { session_ids } = event.data as { session_ids: string[] };
				for (const id of session_ids) close(room.session(id));
			} else if (event.type === 'staff.left') {
				close(room.user((event.data as { member_id: string }).member_id));
			} else if (['user.suspended', 'user.deleted', 'user.role_changed'].includes(event.type)) {
				close(room.user(event.entity_id));
			}
		},
		async recheck(): Promise<void> {
			const ids = new Set<string>();
			for (const socket of io.of('/').sockets.values()) {
				if (socket.data.actor?.sessionId) ids.add(socket.data.actor.sessionId);
			}
			await recheckPrograms();
			if (ids.size === 0) return;
			const live = await doors.liveSessions([...ids]);
			for (const id of ids) {
				if (live.has(id)) continue;
				log.info({ session: id }, 'a session ended without the log saying so; its sockets are closed');
				close(room.session(id));
			}
		},
	};
}
