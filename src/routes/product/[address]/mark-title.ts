/** Puts a word before the page's title, for who is in another tab, until they come back or touch the page. */
export function markTitle(word: string): void {
	const mark = `${word} · `;
	if (document.title.includes(mark)) return;
	// Behind the number of unread notifications, which keeps its place at the front.
	document.title = document.title.replace(/^(?:\(\d+\+?\) )?/, (unread) => unread + mark);
	const stop = new AbortController();
	const unmark = () => {
		document.title = document.title.replace(mark, '');
		stop.abort();
	};
	for (const seen of ['focus', 'pointerdown', 'keydown'])
		addEventListener(seen, unmark, { signal: stop.signal });
}
