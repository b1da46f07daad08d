import { Refusal } from '#lib/refusal.ts';

/** The code that `work` was refused with, or `done`; anything else that it throws is thrown on. */
export function outcomeOf(work: Promise<unknown>): Promise<string> {
	return work.then(
		() => 'done',
		(error: unknown) => {
			if (error instanceof Refusal) return error.code;
			throw error;
		},
	);
}
