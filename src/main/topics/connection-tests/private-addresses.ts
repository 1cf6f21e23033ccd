import { BlockList, isIP } from 'node:net'

type Net = readonly [address: string, bits: number]

/** Addresses of this computer. */
const LOOPBACK = listOf([['127.0.0.0', 8]], [['::1', 128]])

/** Everything that is not reached over the public internet (RFC 6890 and its registries), and multicast. */
const PRIVATE = listOf(
  [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
  ],
  [
    ['::', 96],
    // They hold an address of IPv4, which another computer reaches for this one.
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
  ],
)

function listOf(ipv4: readonly Net[], ipv6: readonly Net[]): BlockList {
  const list = new BlockList()
  for (const [address, bits] of ipv4) list.addSubnet(address, bits, 'ipv4')
  for (const [address, bits] of ipv6) list.addSubnet(address, bits, 'ipv6')
  return list
}

const isIn = (list: BlockList, address: string) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether an IP address is one of this computer. */
export const isLoopback = (address: string): boolean => isIn(LOOPBACK, address)

/** Whether an IP address lies outside the public internet. */
export const isPrivate = (address: string): boolean => isIn(PRIVATE, address)
