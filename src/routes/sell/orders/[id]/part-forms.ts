/** The forms of a parcel and of a refund: fields `line.<id>` say how many of each, all of it text, as a browser sends it. */
import { z } from 'zod';
import { checkInput } from '#lib/check-input.ts';
import { ID_PATTERN } from '#lib/ids.ts';
import { Refusal } from '#lib/refusal.ts';
import { refundInput, shipInput, type RefundInput, type ShipInput } from '#orders/fulfilment.ts';

const LINE = 'line.';
const RESTOCK = 'restock.';

/** Whatever fields there are: which lines an order has is its page's to know, and the command's to check. */
export const partForm = z.record(z.string(), z.string());
type Values = z.infer<typeof partForm>;

export const refundKey = z.string().regex(ID_PATTERN);

export async function shipFrom(values: Values, ship: (input: ShipInput) => Promise<void>): Promise<void> {
	const lines = linesFrom(values);
	const { carrier, tracking_code } = values;
	await namingFields(lines, async () => {
		// A parcel of one piece has no lines to choose from.
		const chosen = Object.keys(values).some((field) => field.startsWith(LINE)) ? { lines } : {};
		await ship(checkInput(shipInput, { carrier, tracking_code, ...chosen }));
	});
}

export async function refundFrom(
	values: Values,
	refund: (input: RefundInput, key: string) => Promise<void>,
): Promise<void> {
	const lines = linesFrom(values).map((line) => ({
		...line,
		restock: `${RESTOCK}${line.line_id}` in values,
	}));
	const { key, reason, shipping } = values;
	await namingFields(lines, async () => {
		const input = checkInput(refundInput, { lines, reason, ...(shipping && { shipping: true }) });
		await refund(input, checkInput(refundKey, key));
	});
}

function linesFrom(values: Values): { line_id: string; quantity: number }[] {
	return Object.entries(values)
		.filter(([field, text]) => field.startsWith(LINE) && text.trim() !== '' && text.trim() !== '0')
		.map(([field, text]) => ({
			line_id: field.slice(LINE.length),
			quantity: /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN,
		}));
}

/** Puts what is wrong with a line under its field of the form. */
async function namingFields(lines: { line_id: string }[], run: () => Promise<void>): Promise<void> {
	try {
		await run();
	} catch (error) {
		if (!(error instanceof Refusal) || !error.data.errors) throw error;
		const errors = Object.fromEntries(
			Object.entries(error.data.errors).map(([path, message]) => {
				const line = lines[Number(/^lines\.(\d+)\./.exec(path)?.[1] ?? -1)];
				return [line ? LINE + line.line_id : path, message];
			}),
		);
		throw new Refusal(error.code, { ...error.data, errors });
	}
}
