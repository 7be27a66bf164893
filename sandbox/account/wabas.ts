/** The WhatsApp Business Accounts of the sandbox with their phone numbers, and ids of other things. */

export interface SandboxPhone {
  id: string;
  display_phone_number: string;
  verified_name: string;
  quality_rating: 'GREEN' | 'YELLOW' | 'RED' | 'NA';
  status: 'CONNECTED' | 'PENDING';
}

export interface SandboxWaba {
  id: string;
  name: string;
  timezone_id: string;
  message_template_namespace: string;
  currency: string;
  country: string;
  phones: readonly SandboxPhone[];
}

const phone = (
  id: string,
  display_phone_number: string,
  verified_name: string,
  quality_rating: SandboxPhone['quality_rating'],
  status: SandboxPhone['status'] = 'CONNECTED',
): SandboxPhone => ({ id, display_phone_number, verified_name, quality_rating, status });

export const wabas: readonly SandboxWaba[] = [
  {
    id: '104996122399160',
    name: 'Lucky Shrub',
    timezone_id: '1',
    message_template_namespace: '5a9f1c20_7b1e_4c55_8d0a_1e2f3a4b5c6d',
    currency: 'USD',
    country: 'US',
    phones: [
      phone('106540352242922', '+1 555-0100', 'Lucky Shrub', 'GREEN'),
      phone('109318275640127', '+1 555-0142', 'Lucky Shrub Gardens', 'YELLOW'),
      phone('112047390558216', '+1 555-0177', 'Lucky Shrub Care', 'NA', 'PENDING'),
    ],
  },
  {
    id: '639297322149561',
    name: 'Lucky Shrub Brasil',
    timezone_id: '25',
    message_template_namespace: '0c7d2e31_9a4b_4f60_a1b2_c3d4e5f60718',
    currency: 'BRL',
    country: 'BR',
    phones: [phone('562412910296094', '+55 11 5550-0119', 'Lucky Shrub Brasil', 'GREEN')],
  },
  {
    id: '215589313241560',
    name: 'Jasper’s Market',
    timezone_id: '138',
    message_template_namespace: '9d1e8f70_66aa_4b3c_92de_0f1e2d3c4b5a',
    currency: 'GBP',
    country: 'GB',
    phones: [
      phone('190638523274345', '+44 20 7946 0321', 'Jasper’s Market', 'GREEN'),
      phone('191362388443210', '+44 20 7946 0654', 'Jasper’s Deliveries', 'RED'),
    ],
  },
  // Seventeen digits: more than a JavaScript number holds.
  {
    id: '90071992547409931',
    name: 'Wind & Wool',
    timezone_id: '54',
    message_template_namespace: 'b1c2d3e4_f506_4718_8293_a4b5c6d7e8f9',
    currency: 'EUR',
    country: 'DE',
    phones: [],
  },
];

/** The business that owns the accounts; people mistake its id for that of a WABA. */
export const business = { id: '506914307656634', name: 'Lucky Shrub Inc.' };
