/** As whom an order's page is opened: signed in, by the guest's cookie, or by the link of a mail. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Shopper } from '#accounts/actor.ts';
import { Refusal, refusals } from '#lib/refusal.ts';
import { findRole } from '#orders/server/find-role.ts';
import { guestOfLink } from '#orders/server/queries.ts';
import { needActor } from '../../edge/guard.ts';

export type OrderReader = {
	shopper: Shopper;
	/** The mail's key, where that alone opens it. */ key: string | null;
};

/** The first of them to whom the order is there. Who is nobody is sent to sign in; a wrong key is an order that is not there. */
export async function orderReader(event: RequestEvent & { params: { id: string } }): Promise<OrderReader> {
	const { id } = event.params;
	const { actor, guest } = event.locals;
	const key = event.url.searchParams.get('key');
	for (const shopper of [actor, guest]) {
		if (shopper && (await knows(shopper, id))) return { shopper, key: null };
	}
	if (key === null) return { shopper: needActor(event), key };
	const linked = await guestOfLink(id, key);
	if (!linked) error(404, { message: refusals.not_found.title, code: 'not_found' });
	return { shopper: linked, key };
}

async function knows(shopper: Shopper, orderId: string): Promise<boolean> {
	try {
		await findRole(shopper, orderId);
		return true;
	} catch (thrown) {
		if (thrown instanceof Refusal) return false;
		throw thrown;
	}
}
