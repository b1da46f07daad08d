import { portion } from '#lib/spread.ts';

/** What the market keeps of a line that sold for `net` (after its discount), rounded half up; frozen on the line at sale. */
export function commissionOf(net: number, basisPoints: number): number {
	return portion(net, basisPoints, 10_000);
}
