import { expect, it } from 'vitest';
import { decryptWebPush } from '../../fixtures/web-push-decryption.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');

// RFC 8291, appendix A.
const receiver = { privateKey: bytes('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'), auth: bytes('BTBZMqHH6r4Tts7J_aSIgg') };
const body = bytes(
  'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
);

it('reads the example of the standard', () => {
  expect(decryptWebPush(body, receiver).toString()).toBe('When I grow up, I want to be a watermelon');
});

it('refuses a body of which one bit was turned', () => {
  const forged = Buffer.from(body);
  forged[100] = (forged[100] ?? 0) ^ 1;
  expect(() => decryptWebPush(forged, receiver)).toThrow();
});

it('cannot be read with the secret of another browser', () => {
  expect(() => decryptWebPush(body, { ...receiver, auth: bytes('AAAAAAAAAAAAAAAAAAAAAA') })).toThrow();
});
