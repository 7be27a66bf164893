import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { get, lucky, luckyPhone, post, remove, sandbox, wildcard } from '../client-testing.ts';

function publicKey(modulusLength = 2048): string {
  return generateKeyPairSync('rsa', { modulusLength })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();
}

describe('an account', () => {
  test('tells its documented fields, and leaves out those without a value', async () => {
    const fields = 'currency,status,account_review_status,owner_business_info,primary_business_location';
    expect((await get(`${lucky}?fields=${fields}`)).body).toEqual({
      id: lucky,
      currency: 'USD',
      status: 'ACTIVE',
      account_review_status: 'APPROVED',
      owner_business_info: { id: '506914307656634', name: 'Lucky Shrub Inc.' },
    });
  });

  test('may be addressed with a slash at the end, and without a version', async () => {
    expect((await get(`${lucky}/`)).body.name).toBe('Lucky Shrub');
    expect((await get(`${sandbox.url}/${lucky}`)).body.name).toBe('Lucky Shrub');
  });

  test('has an app that hears of it, until that is ended', async () => {
    const override = { override_callback_uri: 'https://hooks.example.com/wa' };
    expect((await post(`${lucky}/subscribed_apps`, override)).body.error).toMatchObject({ code: 100 });
    expect((await post(`${lucky}/subscribed_apps`, { ...override, verify_token: 'x' })).body).toEqual({
      success: true,
    });
    expect((await get(`${lucky}/subscribed_apps`)).body.data).toEqual([
      { ...override, whatsapp_business_api_data: expect.objectContaining({ name: 'Flowkeep sandbox' }) },
    ]);
    await remove(`${lucky}/subscribed_apps`);
    expect((await get(`${lucky}/subscribed_apps`)).body).toEqual({ data: [] });
  });

  test.each(['messages', 'nope', 'flows/x'])('has no edge %s', async (edge) => {
    expect((await get(`${lucky}/${edge}`)).body.error?.message).toContain(`nonexisting field (${edge})`);
    expect((await post(`${lucky}/${edge}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 });
  });
});

describe('phone numbers', () => {
  test('are listed with their default fields, or the chosen ones', async () => {
    const { body } = await get(`${lucky}/phone_numbers`);
    expect(body.data).toHaveLength(3);
    expect(body.data[0]).toEqual({
      verified_name: 'Lucky Shrub',
      code_verification_status: 'VERIFIED',
      display_phone_number: '+1 555-0100',
      quality_rating: 'GREEN',
      id: luckyPhone,
    });
    const one = await get(`${luckyPhone}?fields=account_mode,throughput,certificate`);
    expect(one.body).toEqual({ id: luckyPhone, account_mode: 'LIVE', throughput: { level: 'STANDARD' } });
  });

  test.each([
    ['no pin', { messaging_product: 'whatsapp' }],
    ['a short pin', { messaging_product: 'whatsapp', pin: '123' }],
    ['no product', { pin: '123456' }],
  ])('are not registered with %s', async (_what, sent) => {
    expect((await post(`${luckyPhone}/register`, sent)).body.error).toMatchObject({ code: 100 });
  });
});

describe('the key of a phone number', () => {
  const path = `${luckyPhone}/whatsapp_business_encryption`;
  const stored = async () => (await get(path)).body.data[0];

  test.each([
    ['a form', (business_public_key: string) => new URLSearchParams({ business_public_key })],
    ['JSON', (business_public_key: string) => ({ business_public_key })],
    [
      'a multipart form',
      (key: string) => {
        const form = new FormData();
        form.set('business_public_key', key);
        return form;
      },
    ],
  ])('is set from %s', async (_kind, body) => {
    const pem = publicKey();
    expect((await post(path, body(pem))).body).toEqual({ success: true });
    const { business_public_key, business_public_key_signature_status } = (await stored()) ?? {};
    expect(String(business_public_key).replaceAll('\r', '')).toBe(pem);
    expect(business_public_key_signature_status).toBe('VALID');
  });

  test('no longer fits once the number is registered anew', async () => {
    await post(`${luckyPhone}/register`, { messaging_product: 'whatsapp', pin: '123456' });
    expect(await stored()).toMatchObject({ business_public_key_signature_status: 'MISMATCH' });
  });

  test.each([
    ['nothing', {}],
    ['rubbish', { business_public_key: '-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----' }],
    ['a short key', { business_public_key: publicKey(1024) }],
  ])('is not set from %s', async (_what, sent) => {
    expect((await post(path, sent, wildcard)).body.error).toMatchObject({ code: 100 });
  });
});
