/** The sound of a shop's door bell, for sellers who want it. Silent until asked for; remembered on this device only. */
const KEY = 'shop-bell';

class ShopBell {
	on = $state(false);
	#context: AudioContext | undefined;

	constructor() {
		try {
			this.on = globalThis.localStorage?.getItem(KEY) === 'on';
		} catch {
			// Storage may be forbidden; then the choice lasts as long as the page.
		}
	}

	turn(on: boolean): void {
		this.on = on;
		try {
			localStorage.setItem(KEY, on ? 'on' : 'off');
		} catch {
			// As above.
		}
		if (on) this.ring();
	}

	/** Two struck tones. Browsers keep it silent until somebody has touched the page. */
	ring(): void {
		if (!this.on) return;
		const context = (this.#context ??= new AudioContext());
		void context.resume().then(() => {
			const now = context.currentTime;
			for (const [at, pitch] of [
				[0, 1318.5],
				[0.16, 1760],
			] as const) {
				for (const [overtone, loudness] of [
					[1, 0.16],
					[2.76, 0.05],
					[5.4, 0.02],
				] as const) {
					const tone = context.createOscillator();
					const volume = context.createGain();
					tone.frequency.value = pitch * overtone;
					volume.gain.setValueAtTime(loudness, now + at);
					volume.gain.exponentialRampToValueAtTime(0.0001, now + at + 0.9 / overtone);
					tone.connect(volume).connect(context.destination);
					tone.start(now + at);
					tone.stop(now + at + 1);
				}
			}
		});
	}
}

export const shopBell = new ShopBell();
