import type { reactMessages } from '../../../messages/react';

/** Where the device is, or which sentence says why nobody knows. */
export type Located =
  | { readonly ok: true; readonly coordinates: GeolocationCoordinates; readonly at: number }
  | { readonly ok: false; readonly reason: keyof typeof reactMessages };

const PATIENCE_MS = 20_000;

/** By the code of a `GeolocationPositionError`. */
const REASONS: Readonly<Record<number, keyof typeof reactMessages>> = {
  1: 'locationDenied',
  2: 'locationUnavailable',
  3: 'locationTimeout',
};

/** Asks the device where it is. Browsers do so only on pages that came over HTTPS, or from the machine itself. */
export function locate(): Promise<Located> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator) || !window.isSecureContext) {
      resolve({ ok: false, reason: 'locationNone' });
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) => resolve({ ok: true, coordinates: coords, at: timestamp }),
      ({ code }) => resolve({ ok: false, reason: REASONS[code] ?? 'locationUnavailable' }),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 0 },
    );
  });
}
