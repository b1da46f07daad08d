/** Who does what: each chore's name and its handler, each clockwork's name and its deed. One that is missing does not compile. */
import { sweepAccounts } from '#accounts/server/jobs.ts';
import { processPicture } from '#catalog/server/jobs.ts';
import { takeEffectsOf } from '#events/server/effects.ts';
import { sweepOldChores } from '#events/server/sweep-old-chores.ts';
import { sweepOldEvents } from '#events/server/sweep-old-events.ts';
import { sweepOldKeys } from '#lib/server/idempotency.ts';
import {
	sendOrderCancelled,
	sendOrderReceipt,
	sendOrderRefunded,
	sendOrderShipped,
	sendOrderToSeller,
	sendPasswordReset,
	sendStaffInvitation,
	sendStockAlert,
	sendVerification,
} from '#notifications/server/jobs.ts';
import { notifyAbout } from '#notifications/server/steps.ts';
import { sweepStockAlerts, tellAllWaiting, tellWaiting } from '#notifications/server/tell-waiting.ts';
import { completeOrders } from '#orders/server/complete-orders.ts';
import { expireCheckouts } from '#orders/server/expire-checkouts.ts';
import { expireOrders } from '#orders/server/expire-orders.ts';
import { capturePayment } from '#orders/server/jobs.ts';
import { PLACE_ORDER } from '#orders/server/queries.ts';
import { REFUND_ORDER } from '#orders/server/refund-order.ts';
import { settleLatePayments } from '#orders/server/settle-late-payments.ts';
import { sweepOldBaskets } from '#orders/server/sweep-old-baskets.ts';
import { refundPayment } from '#payments/server/jobs.ts';
import { payOutOrder, payOutWaiting } from '#payments/server/pay-out-order.ts';
import type { Handlers } from './run-chore.ts';
import type { Deeds } from './schedule.ts';

export const handlers: Handlers = {
	'send-verification': sendVerification,
	'send-password-reset': sendPasswordReset,
	'capture-payment': capturePayment,
	'refund-payment': refundPayment,
	'pay-out-order': payOutOrder,
	'process-picture': processPicture,
	'send-order-receipt': sendOrderReceipt,
	'send-order-to-seller': sendOrderToSeller,
	'send-order-shipped': sendOrderShipped,
	'send-order-refunded': sendOrderRefunded,
	'send-order-cancelled': sendOrderCancelled,
	'tell-waiting': tellWaiting,
	'send-staff-invitation': sendStaffInvitation,
	'send-stock-alert': sendStockAlert,
	'take-effects': ({ gseq }) => takeEffectsOf(gseq, notifyAbout),
};

export const deeds: Deeds = {
	'expire-checkouts': expireCheckouts,
	'expire-orders': expireOrders,
	'settle-late-payments': settleLatePayments,
	'complete-orders': completeOrders,
	'tell-all-waiting': tellAllWaiting,
	'pay-out-waiting': payOutWaiting,
	'sweep-old-rows': async () => {
		await sweepOldChores();
		await sweepOldEvents();
		// A purchase or a refund may be asked about again as long as there is the order.
		await sweepOldKeys([PLACE_ORDER, REFUND_ORDER]);
		await sweepAccounts();
		await sweepOldBaskets();
		await sweepStockAlerts();
	},
};
