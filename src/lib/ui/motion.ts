/** One easing for the house; the same curve as --ease in styles/tokens.css. */
const EASE = 'cubic-bezier(0.2, 0.75, 0.25, 1)';

/** True for those who asked for less motion. Browser only. */
export function still(): boolean {
	return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** A hanging thing that was touched: it swings around its own hole and comes to rest. */
export function swayOnce(node: HTMLElement): void {
	if (still()) return;
	const swings = ['0deg', '5deg', '-3deg', '1.5deg', '0deg'];
	node.animate({ transform: swings.map((by) => `rotate(${by})`) }, { duration: 700, easing: 'ease-in-out' });
}

/** One breath: seen from the corner of the eye, over before it can annoy. */
export function breatheOnce(node: HTMLElement): void {
	if (still()) return;
	node.animate({ transform: ['scale(1)', 'scale(1.018)', 'scale(1)'] }, { duration: 500, easing: EASE });
}
