/** Who does what: each chore's name and its handler, each clockwork's name and its deed. One that is missing does not compile. */
import { sweepAccounts } from '#accounts/server/jobs.ts';
import { takeEffectsOf } from '#events/server/effects.ts';
import { sweepOldChores } from '#events/server/sweep-old-chores.ts';
import {
	sendOrderCancelled,
	sendOrderReceipt,
	sendOrderShipped,
	sendOrderToSeller,
	sendPasswordReset,
	sendVerification,
} from '#notifications/server/jobs.ts';
import { notifyAbout } from '#notifications/server/steps.ts';
import type { Handlers } from './run-chore.ts';
import type { Deeds } from './schedule.ts';

/** Its room opens shortly; until then the chore waits and is tried again. */
const notYet = async (): Promise<void> => {
	throw new Error('The room is not open yet');
};

export const handlers: Handlers = {
	'send-verification': sendVerification,
	'send-password-reset': sendPasswordReset,
	'capture-payment': notYet,
	'refund-payment': notYet,
	'process-picture': notYet,
	'send-order-receipt': sendOrderReceipt,
	'send-order-to-seller': sendOrderToSeller,
	'send-order-shipped': sendOrderShipped,
	'send-order-cancelled': sendOrderCancelled,
	'take-effects': ({ gseq }) => takeEffectsOf(gseq, notifyAbout),
};

export const deeds: Deeds = {
	'expire-orders': async () => undefined,
	'settle-late-payments': async () => undefined,
	'complete-orders': async () => undefined,
	'sweep-old-rows': async () => {
		await sweepOldChores();
		await sweepAccounts();
	},
};
