/** The room's chores for workers: one letter each. Safe to run twice; what was sent is not sent again. */
import { findUser } from '#accounts/server/queries.ts';
import { issueToken } from '#accounts/server/steps/account-tokens.ts';
import { waresOfProducts } from '#catalog/server/queries/wares-of-products.ts';
import type { JobData } from '#events/jobs.ts';
import { formatMoney } from '#lib/money.ts';
import { Refusal } from '#lib/refusal.ts';
import { db, transaction } from '#lib/server/db.ts';
import { openInvitation } from '#shops/server/queries/staff.ts';
import { passwordReset, verification } from './letters/account-letters.ts';
import {
	orderCancelledToBuyer,
	orderCancelledToSeller,
	orderReceipt,
	orderToSeller,
} from './letters/order-letters.ts';
import { staffInvitation } from './letters/staff-letters.ts';
import { stockAlert } from './letters/stock-letters.ts';
import { orderRefunded, orderShipped } from './letters/part-letters.ts';
import { readOrder, type OrderFacts, type Person } from './read-order.ts';
import { readParcel, readRefund } from './read-parts.ts';
import { sendMail } from './send-mail.ts';
import { wareName } from './tell-waiting.ts';

type ForUser = { user_id: string; request: string };
type ForOrder = { order_id: string };

export async function sendVerification({ user_id: userId, request }: ForUser): Promise<void> {
	await sendLink(userId, request, 'verify');
}

export async function sendPasswordReset({ user_id: userId, request }: ForUser): Promise<void> {
	await sendLink(userId, request, 'reset');
}

async function sendLink(userId: string, request: string, kind: 'verify' | 'reset'): Promise<void> {
	const user = await findUser(userId);
	// Meanwhile deleted or suspended, or the address is confirmed: nobody waits for this letter any more.
	if (user?.status !== 'active' || (kind === 'verify' && user.email_verified)) return;
	const letter = { verify: verification, reset: passwordReset }[kind];
	await sendMail({
		kind: kind === 'verify' ? 'verification' : 'password-reset',
		subjectRef: request,
		to: { userId, name: user.username, address: user.email },
		subject: kind === 'verify' ? 'Please confirm your address' : 'Choose a new password',
		secret: true,
		write: async () => {
			const link = await transaction((tx) => issueToken(tx, userId, kind));
			// The account changed between the look above and now.
			if (!link || link.email !== user.email) throw new Refusal('gone');
			return letter(link);
		},
	});
}

export async function sendOrderReceipt({ order_id: orderId }: ForOrder): Promise<void> {
	const order = await orderOf(orderId);
	if (!order.buyer) return;
	await sendMail({
		kind: 'order-receipt',
		subjectRef: order.id,
		...toBuyer(order.buyer),
		subject: `Your order ${order.number} from ${order.shop.name}`,
		write: async () => orderReceipt(order),
	});
}

export async function sendOrderToSeller({ order_id: orderId }: ForOrder): Promise<void> {
	const order = await orderOf(orderId);
	if (!order.seller) return;
	await sendMail({
		kind: 'order-to-seller',
		subjectRef: order.id,
		to: order.seller,
		subject: `New order ${order.number}: ${formatMoney(order.total)}`,
		write: async () => orderToSeller(order),
	});
}

export async function sendOrderShipped(data: JobData<'send-order-shipped'>): Promise<void> {
	const order = await orderOf(data.order_id);
	if (!order.buyer) return;
	const parcel = data.shipment_id ? await readParcel(data.shipment_id) : null;
	await sendMail({
		kind: 'order-shipped',
		subjectRef: data.shipment_id ?? order.id,
		...toBuyer(order.buyer),
		subject: `${order.shop.name} has sent ${parcel?.partial ? 'part of your order' : 'your parcel'} (${order.number})`,
		write: async () => orderShipped(order, parcel),
	});
}

export async function sendOrderRefunded(data: JobData<'send-order-refunded'>): Promise<void> {
	const [order, refund] = [await orderOf(data.order_id), await readRefund(data.refund_id)];
	if (!order.buyer || !refund) return;
	await sendMail({
		kind: 'order-refunded',
		subjectRef: data.refund_id,
		...toBuyer(order.buyer),
		subject: `${formatMoney(refund.total)} of order ${order.number} comes back to you`,
		write: async () => orderRefunded(order, refund),
	});
}

export async function sendOrderCancelled({ order_id: orderId }: ForOrder): Promise<void> {
	const order = await orderOf(orderId);
	if (order.buyer)
		await sendMail({
			kind: 'order-cancelled',
			subjectRef: order.id,
			...toBuyer(order.buyer),
			subject: `Order ${order.number} was cancelled`,
			write: async () => orderCancelledToBuyer(order),
		});
	// A seller never knew of an order that was not paid.
	if (order.seller && order.paid)
		await sendMail({
			kind: 'order-cancelled',
			subjectRef: order.id,
			to: order.seller,
			subject: `Order ${order.number} was cancelled`,
			write: async () => orderCancelledToSeller(order),
		});
}

/** Withdrawn or accepted meanwhile: nobody waits for the letter any more. */
export async function sendStaffInvitation({ invitation_id: id }: { invitation_id: string }): Promise<void> {
	const invitation = await openInvitation(id);
	if (!invitation) return;
	await sendMail({
		kind: 'staff-invitation',
		subjectRef: id,
		to: { userId: null, name: invitation.email, address: invitation.email },
		subject: `${invitation.invitedBy} invites you to work at ${invitation.shop.name}`,
		secret: true,
		write: async () => staffInvitation(invitation),
	});
}

/** Sold out again before the letter was begun: then nobody is written to, and the bell's line is all that was said. */
export async function sendStockAlert({ alert_id: alertId }: { alert_id: string }): Promise<void> {
	const alert = await db
		.selectFrom('stock_alerts')
		.select(['user_id', 'product_id', 'variant_id'])
		.where('id', '=', alertId)
		.executeTakeFirst();
	const user = alert && (await findUser(alert.user_id));
	if (user?.status !== 'active') return;
	const ware = (await waresOfProducts([alert!.product_id])).find(
		(one) => one.variant_id === alert!.variant_id,
	);
	const begun = await db
		.selectFrom('mails')
		.select('id')
		.where('kind', '=', 'stock-alert')
		.where('subject_ref', '=', alertId)
		.executeTakeFirst();
	if (!ware || (!begun && (!ware.shown || ware.available === 0))) return;
	await sendMail({
		kind: 'stock-alert',
		subjectRef: alertId,
		to: { userId: user.id, name: user.username, address: user.email },
		subject: `${wareName(ware)} can be bought again`,
		write: async () => stockAlert(ware, wareName(ware)),
	});
}

/** A guest's letter holds a link that opens the order by itself. */
const toBuyer = (buyer: Person) => ({ to: buyer, ...(buyer.guest && { secret: true as const }) });

async function orderOf(id: string): Promise<OrderFacts> {
	const order = await readOrder(id);
	if (!order) throw new Refusal('not_found', { detail: 'The order is not there' });
	return order;
}
