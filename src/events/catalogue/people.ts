/** What happens to people and their sessions. */
import { z } from 'zod';
import { because, event, id } from './shape.ts';

const aboutUser = z.object({ username: z.string() });

export const people = {
	'user.registered': event({
		v: 1,
		entity: 'user',
		data: aboutUser,
		streams: () => ['admin'],
		chores: (_, userId) => [
			{ kind: 'send-verification', ref: `${userId}-1`, data: { user_id: userId, request: `${userId}-1` } },
		],
		line: (d) => `${d.username} joined the market`,
	}),
	'user.verification_asked': event({
		v: 1,
		entity: 'user',
		data: aboutUser.extend({ request: z.string() }),
		streams: () => ['admin'],
		chores: (d, userId) => [
			{ kind: 'send-verification', ref: d.request, data: { user_id: userId, request: d.request } },
		],
		line: (d) => `${d.username} asked for a new confirmation mail`,
	}),
	'user.reset_asked': event({
		v: 1,
		entity: 'user',
		data: aboutUser.extend({ request: z.string() }),
		streams: () => ['admin'],
		chores: (d, userId) => [
			{ kind: 'send-password-reset', ref: d.request, data: { user_id: userId, request: d.request } },
		],
		line: (d) => `${d.username} asked to reset the password`,
	}),
	'user.verified': event({
		v: 1,
		entity: 'user',
		data: aboutUser,
		streams: (_, userId) => [`user:${userId}`, 'admin'],
		line: (d) => `${d.username} confirmed the email address`,
	}),
	'user.changed': event({
		v: 1,
		entity: 'user',
		data: aboutUser.extend({ fields: z.array(z.string()) }),
		streams: (_, userId) => [`user:${userId}`, 'admin'],
		line: (d) => `${d.username}: ${d.fields.join(', ')} changed`,
	}),
	'user.role_changed': event({
		v: 1,
		entity: 'user',
		data: aboutUser.extend({ role: z.string() }),
		streams: (_, userId) => [`user:${userId}`, 'admin', 'system'],
		line: (d) => `${d.username} is now ${d.role}`,
	}),
	'user.suspended': event({
		v: 1,
		entity: 'user',
		data: aboutUser.extend({ reason: z.string() }),
		streams: () => ['admin', 'system'],
		stock: () => 'all',
		line: (d) => `${d.username} was suspended${because(d.reason)}`,
	}),
	'user.reinstated': event({
		v: 1,
		entity: 'user',
		data: aboutUser,
		streams: () => ['admin', 'system'],
		stock: () => 'all',
		line: (d) => `${d.username} is back`,
	}),
	'user.deleted': event({
		v: 1,
		entity: 'user',
		data: aboutUser,
		streams: () => ['admin', 'system'],
		stock: () => 'all',
		line: (d) => `The account ${d.username} was deleted`,
	}),
	'session.revoked': event({
		v: 1,
		entity: 'session',
		data: z.object({ user_id: id, /** Public ids. */ session_ids: z.array(id), why: z.string() }),
		streams: () => ['system'],
		line: (d) => `${d.session_ids.length} session(s) ended: ${d.why}`,
	}),
} as const;
