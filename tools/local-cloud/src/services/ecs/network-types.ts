import { createHash } from 'node:crypto';
import { physicalName } from '../../contract/physical-name.ts';
import { arn, ACCOUNT_ID, REGION } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Resource } from '../../contract/resource.ts';
import { ignored } from '../../contract/recorded-resource.ts';
import type { RecordedType } from '../../contract/recorded-resource.ts';

const NO_NETWORK = 'local tasks are processes without a network of their own';

/** An EC2 resource ID, such as `subnet-` and 17 hexadecimal digits; the same at each start. */
const toResourceId = ({ stackName, logicalId }: Resource, prefix: string): string =>
  `${prefix}-${createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex').slice(0, 17)}`;

type ToAttributes = (id: string, resource: Resource) => Record<string, string>;

const networkType = (
  prefix: string,
  properties: string[],
  toAttributes: ToAttributes = () => ({}),
): RecordedType => ({
  ignores: ignored(NO_NETWORK, ...properties, 'Tags'),
  identify(resource) {
    const id = toResourceId(resource, prefix);
    return { ref: id, attributes: toAttributes(id, resource) };
  },
});

const text = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);

/** Network resources and ECR repositories: templates reference them, but local tasks do not use them. */
export const networkTypes: Readonly<Record<string, RecordedType>> = {
  'AWS::EC2::VPC': networkType(
    'vpc',
    ['CidrBlock', 'EnableDnsHostnames', 'EnableDnsSupport', 'InstanceTenancy'],
    (id, { properties }) => ({
      VpcId: id,
      CidrBlock: text(properties['CidrBlock'], '10.0.0.0/16'),
      DefaultSecurityGroup: id.replace('vpc-', 'sg-'),
    }),
  ),
  'AWS::EC2::Subnet': networkType(
    'subnet',
    ['AvailabilityZone', 'CidrBlock', 'MapPublicIpOnLaunch', 'VpcId'],
    (id, { properties }) => ({
      SubnetId: id,
      AvailabilityZone: text(properties['AvailabilityZone'], `${REGION}a`),
      VpcId: text(properties['VpcId'], ''),
    }),
  ),
  'AWS::EC2::SecurityGroup': networkType(
    'sg',
    ['GroupDescription', 'GroupName', 'SecurityGroupEgress', 'SecurityGroupIngress', 'VpcId'],
    (id, { properties }) => ({ GroupId: id, VpcId: text(properties['VpcId'], '') }),
  ),
  'AWS::EC2::SecurityGroupIngress': networkType('sgr', ruleProperties('SourceSecurityGroupId')),
  'AWS::EC2::SecurityGroupEgress': networkType('sgr', ruleProperties('DestinationSecurityGroupId')),
  'AWS::EC2::InternetGateway': networkType('igw', [], (id) => ({ InternetGatewayId: id })),
  'AWS::EC2::VPCGatewayAttachment': networkType('igw-attach', ['InternetGatewayId', 'VpcId', 'VpnGatewayId']),
  'AWS::EC2::EIP': networkType('eipalloc', ['Domain'], (id) => ({ AllocationId: id, PublicIp: '192.0.2.1' })),
  'AWS::EC2::NatGateway': networkType('nat', ['AllocationId', 'ConnectivityType', 'SubnetId'], (id) => ({
    NatGatewayId: id,
  })),
  'AWS::EC2::RouteTable': networkType('rtb', ['VpcId'], (id) => ({ RouteTableId: id })),
  'AWS::EC2::Route': networkType('r', ['DestinationCidrBlock', 'GatewayId', 'NatGatewayId', 'RouteTableId']),
  'AWS::EC2::SubnetRouteTableAssociation': networkType('rtbassoc', ['RouteTableId', 'SubnetId'], (id) => ({
    Id: id,
  })),
  'AWS::EC2::VPCEndpoint': networkType(
    'vpce',
    [
      'PolicyDocument',
      'PrivateDnsEnabled',
      'RouteTableIds',
      'SecurityGroupIds',
      'ServiceName',
      'SubnetIds',
      'VpcEndpointType',
      'VpcId',
    ],
    (id) => ({ Id: id }),
  ),
  'AWS::ECR::Repository': {
    honors: ['RepositoryName'],
    ignores: ignored(
      'local tasks run a module of their service, not an image',
      'EmptyOnDelete',
      'EncryptionConfiguration',
      'ImageScanningConfiguration',
      'ImageTagMutability',
      'LifecyclePolicy',
      'RepositoryPolicyText',
      'Tags',
    ),
    identify(resource) {
      const name = text(resource.properties['RepositoryName'], physicalName(resource).toLowerCase());
      const uri = `${ACCOUNT_ID}.dkr.ecr.${REGION}.amazonaws.com/${name}`;
      return { ref: name, attributes: { Arn: arn('ecr', `repository/${name}`), RepositoryUri: uri } };
    },
  },
};

function ruleProperties(peerProperty: string): string[] {
  return ['CidrIp', 'CidrIpv6', 'Description', 'FromPort', 'GroupId', 'IpProtocol', 'ToPort', peerProperty];
}
