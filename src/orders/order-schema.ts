/** The wire's answers as schemas: documentation of the API, kept equal to the types by the compiler. */
import { z } from 'zod';
import { moneySchema } from '#catalog/product-schema.ts';
import {
	CHECKOUT_STATES,
	ORDER_STATUSES,
	type CheckoutView,
	type OrderSummary,
	type OrderView,
} from './order.ts';

const status = z.enum(ORDER_STATUSES);
const time = z.string().describe('ISO 8601, UTC');
const act = z.enum(['pay', 'accept', 'ship_part', 'ship', 'complete', 'cancel', 'expire']);

const summary = {
	id: z.string(),
	number: z.string().describe('To be said on the telephone, such as MD-7K2MQ9XD'),
	checkout_id: z.string(),
	user_id: z.string(),
	status,
	version: z.int().describe('Length of its history; rises by one with every event of the order'),
	shop: z.object({ id: z.string(), name: z.string() }),
	buyer_name: z.string(),
	items: z.array(
		z.object({
			line_id: z.string().describe('The order’s line, to be named in parcels and refunds'),
			product_id: z.string(),
			variant_id: z.string(),
			title: z.string().describe('This and what follows as it was when it was bought'),
			options: z.record(z.string(), z.string()),
			sku: z.string().nullable(),
			picture: z.string().nullable(),
			quantity: z.int(),
			shipped: z.int().describe('Pieces that were sent'),
			refunded: z.int().describe('Pieces whose money went back'),
			to_ship: z.int().describe('Pieces that are neither sent nor refunded before they were'),
			unit_price: moneySchema,
			total: moneySchema,
			paid: moneySchema.describe('For all of the line: its discount taken off, tax added'),
		}),
	),
	product_id: z.string().describe('Of the first item'),
	quantity: z.int().describe('Pieces in all'),
	total: moneySchema,
	placed_at: time,
	paid_at: time.nullable(),
};

export const orderSummarySchema = z
	.object(summary)
	.meta({ id: 'OrderSummary' }) satisfies z.ZodType<OrderSummary>;

export const orderPageSchema = z.object({
	items: z.array(orderSummarySchema),
	next_cursor: z.string().nullable(),
});

export const orderSchema = z
	.object({
		...summary,
		totals: z.object({
			items: moneySchema,
			shipping: moneySchema,
			discount: moneySchema,
			tax: moneySchema,
			total: moneySchema,
		}),
		shipping_address: z.object({
			name: z.string(),
			line1: z.string(),
			line2: z.string().optional(),
			postal_code: z.string(),
			city: z.string(),
			region: z.string().optional(),
			country: z.string(),
		}),
		tracking: z.object({ carrier: z.string(), code: z.string() }).nullable(),
		payment_due_at: time.describe('Until then the stock of an unpaid order is held'),
		payment: z
			.object({
				status: z.enum(['pending', 'processing', 'captured', 'declined', 'void']),
				method: z.string(),
				failure: z.string().nullable(),
				attempt: z.int(),
				action_url: z
					.string()
					.nullable()
					.describe('Where the buyer confirms it with the bank, while it waits for that'),
			})
			.nullable()
			.describe('For the buyer only'),
		refund: z
			.object({ amount: moneySchema, status: z.string() })
			.nullable()
			.describe('All refunds together; `done` when each of them is'),
		refunds: z.array(
			z.object({
				id: z.string(),
				amount: moneySchema,
				status: z.enum(['pending', 'done', 'failed']),
				reason: z.string().nullable(),
				shipping: moneySchema.describe('How much of the amount was paid for delivery'),
				lines: z.array(
					z.object({
						line_id: z.string(),
						quantity: z.int(),
						amount: moneySchema,
						restocked: z.boolean(),
					}),
				),
				started_at: time,
				done_at: time.nullable(),
			}),
		),
		shipments: z
			.array(
				z.object({
					id: z.string(),
					n: z.int(),
					carrier: z.string(),
					tracking_code: z.string().nullable(),
					sent_at: time,
					lines: z.array(z.object({ line_id: z.string(), quantity: z.int() })),
				}),
			)
			.describe('Parcels, the first one first; `tracking` is that of the last'),
		charges: z.array(
			z.object({
				kind: z.enum(['discount', 'shipping', 'tax']),
				label: z.string(),
				amount: moneySchema,
				included: z.boolean().describe('A tax that the prices contain'),
				rate_basis_points: z.int().nullable(),
			}),
		),
		shipping_paid: moneySchema.describe('What was paid for delivery, tax and all'),
		history: z.array(
			z.object({
				n: z.int(),
				from: status.nullable(),
				to: status,
				by: z.enum(['buyer', 'seller', 'admin', 'market']),
				reason: z.string().nullable(),
				at: time,
			}),
		),
		as: z.enum(['buyer', 'seller']).describe('As whom you see it'),
		allowed: z.array(act).describe('What you may do now'),
		shipped_at: time.nullable(),
		closed_at: time.nullable(),
	})
	.meta({ id: 'Order' }) satisfies z.ZodType<OrderView>;

export const checkoutStateSchema = z
	.enum(CHECKOUT_STATES)
	.describe('Computed from its orders; what was cancelled counts only when nothing else goes on');

export const checkoutSchema = z
	.object({
		id: z.string(),
		state: checkoutStateSchema,
		total: moneySchema,
		payment_due_at: time.describe('Until then the stock is held'),
		payment: z.object({ status: z.string(), method: z.string() }),
		orders: z.array(orderSummarySchema).describe('One for each shop'),
	})
	.meta({ id: 'Checkout' }) satisfies z.ZodType<CheckoutView>;
