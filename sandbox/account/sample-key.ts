/** A public key that nobody has the other half of, for phone numbers that have one already. */
export const samplePublicKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0Fdeo7rqfzqM408wroMv
/JdTY2TmJ+sHFX6HNjOn9o60aBSwp1/kH+1HuFbDg3YVCvZZhAzrnDFaMpSpq45d
MQwwTrn1NlBQmaK1tCdxkyHe/9jnZIsiIUW6cg9+CdHnTaJv772W9ad+pF0+iDYe
srNJiTYsvBwa6cgcktOAxuKU7nzMiGy9K76pRijNlqPwsSG6GawkioiNj2Opcikt
cq+8SaGudDJLOHc39j6gYSxBdywney0JqrbX2gkgbMkC41NoMgAN/ekyRUKrU/wY
mVwU2r+mLPXafSKiMkrkAK3hA79oFM+/enkEXOsIHc1uTUnTHQK4BESUIWHm+5wD
qQIDAQAB
-----END PUBLIC KEY-----
`;
