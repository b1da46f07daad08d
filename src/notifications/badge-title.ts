/** "(2) Marketday": keeps a count before the page's title, whatever the page makes of the title. Call it in an `$effect`. */
export function badgeTitle(count: number): () => void {
	const write = () => {
		const plain = document.title.replace(/^\(\d+\+?\)\s*/, '');
		const wanted = count > 0 ? `(${count > 99 ? '99+' : count}) ${plain}` : plain;
		if (document.title !== wanted) document.title = wanted;
	};
	write();
	const observer = new MutationObserver(write);
	observer.observe(document.head, { childList: true, subtree: true, characterData: true });
	return () => observer.disconnect();
}
