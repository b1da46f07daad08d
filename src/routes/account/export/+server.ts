import { exportAccount } from '#accounts/server/export-account.ts';
import { Refusal } from '#lib/refusal.ts';
import { needActor } from '../../edge/guard.ts';
import { problem } from '../../edge/problem.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const actor = needActor(event);
	try {
		return new Response(JSON.stringify(await exportAccount(actor), null, '\t'), {
			headers: {
				'content-type': 'application/json',
				'content-disposition': `attachment; filename="marketday-${actor.username}.json"`,
				'cache-control': 'no-store',
			},
		});
	} catch (error) {
		if (error instanceof Refusal) return problem(error, event.locals.requestId);
		throw error;
	}
};
