/** The answer of `work`, or an error when it takes longer than `ms`. The work itself is not stopped by it. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms);
	});
	// If it fails after we have stopped waiting, nobody is there to hear it.
	work.catch(() => undefined);
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
