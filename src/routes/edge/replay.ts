import type { OnceAnswer } from '#lib/server/idempotency.ts';

/** A once-only answer as it was first given, to the letter. */
export function replay(answer: OnceAnswer): Response {
	return new Response(answer.body, {
		status: answer.status,
		headers: {
			'content-type': 'application/json',
			'cache-control': 'no-store',
			...(answer.replayed && { 'idempotency-replayed': 'true' }),
		},
	});
}
