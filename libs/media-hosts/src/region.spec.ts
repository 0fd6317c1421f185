import { expect, it } from 'vitest';
import { distance } from './region.js';

it.each([
  ['EUWE', 'EUWE', 0],
  ['westeurope', 'EUWE', 0],
  ['West Europe', 'euwe', 0],
  ['japaneast', 'JPEA', 0],
  ['eastus2', 'USEA', 0],
  ['us-east-1', 'USEA', 0],
  ['japanwest', 'JPEA', 1],
  ['northeurope', 'EUWE', 1],
  ['germanywestcentral', 'EUWE', 2],
  ['australiaeast', 'JPEA', 2],
  ['emea', 'EUWE', 2],
  ['westus', 'amer', 2],
  ['amer', 'amer', 2],
  ['australiaeast', 'USEA', 4],
  ['westus', 'EUWE', 4],
  ['apac', 'emea', 4],
  ['rack 7', 'EUWE', 3],
  ['westeurope', 'XXYY', 3],
  ['westeurope', null, 3],
])('a host in %s is, for media in %s, at distance %d', (host, media, expected) => {
  expect(distance(host, media)).toBe(expected);
});
