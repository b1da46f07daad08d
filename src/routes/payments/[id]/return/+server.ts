import { redirect } from '@sveltejs/kit';
import { settleReturn } from '#orders/server/settle-return.ts';
import { needActor, orErrorPage } from '../../../edge/guard.ts';

/** Where the bank sends the buyer back to. */
export async function GET(event) {
	const { actor, guest } = event.locals;
	const buyers = [actor ?? guest ?? needActor(event), ...(actor && guest ? [guest] : [])];
	const orderId = await orErrorPage(event, () => settleReturn(buyers, event.params.id));
	redirect(303, `/orders/${orderId}`);
}
