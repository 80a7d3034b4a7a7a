/** The floor: reads one item with a request that is signed by hand, with Node.js alone. */
const { createHash, createHmac } = require('node:crypto');
const https = require('node:https');

const { AWS_ENDPOINT_URL_DYNAMODB, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, STOCK_TABLE } =
  process.env;
const url = new URL(AWS_ENDPOINT_URL_DYNAMODB);
const agent = new https.Agent({ keepAlive: true });

exports.handler = async ({ pathParameters: { productId } }) => {
  const item = await getItem({ TableName: STOCK_TABLE, Key: { productId: { S: productId } } });
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ productId, available: Number(item.available.N) }),
  };
};

async function getItem(input) {
  const body = JSON.stringify(input);
  const { Item } = JSON.parse(await send(body, signedHeaders(body)));
  return Item;
}

const send = (body, headers) =>
  new Promise((resolve, reject) => {
    const request = https.request(url, { method: 'POST', headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk)).on('end', () => resolve(text));
    });
    request.on('error', reject);
    request.end(body);
  });

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signedHeaders(body) {
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/${AWS_REGION}/dynamodb/aws4_request`;
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    host: url.host,
    'x-amz-date': time,
    'x-amz-target': 'DynamoDB_20120810.GetItem',
  };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce(hmac, `AWS4${AWS_SECRET_ACCESS_KEY}`);
  const signature = hmac(key, text).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${AWS_ACCESS_KEY_ID}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...headers, authorization };
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
