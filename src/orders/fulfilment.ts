/** What is asked of a parcel and of a refund, from outside. */
import { z } from 'zod';
import { textLine } from '#lib/text.ts';
import { MOST_LINES, MOST_TOTAL } from './order.ts';
import { id, quantity } from './purchase-schema.ts';

const eachOnce = (lines: readonly { line_id: string }[]) =>
	new Set(lines.map((line) => line.line_id)).size === lines.length;
const EACH_ONCE = 'Give each line once';

/** A parcel: of everything that is left to send, or of the `lines` that are named. */
export const shipInput = z.strictObject({
	carrier: textLine(1, 60),
	tracking_code: textLine(0, 80).optional(),
	lines: z
		.array(z.strictObject({ line_id: id, quantity }))
		.min(1, 'Choose what is in the parcel')
		.max(MOST_LINES, `At most ${MOST_LINES} lines`)
		.refine(eachOnce, EACH_ONCE)
		.optional(),
});
export type ShipInput = z.infer<typeof shipInput>;

/** Some pieces, some or all (`true`) of what was paid for delivery, or both. `restock`: back on the shelf. */
export const refundInput = z.strictObject({
	lines: z
		.array(z.strictObject({ line_id: id, quantity, restock: z.boolean().optional() }))
		.max(MOST_LINES, `At most ${MOST_LINES} lines`)
		.refine(eachOnce, EACH_ONCE)
		.default([]),
	shipping: z
		.union([z.boolean(), z.int().min(1).max(MOST_TOTAL)], 'Give true, or minor units as a whole number')
		.optional(),
	reason: textLine(1, 300),
});
export type RefundInput = z.infer<typeof refundInput>;
