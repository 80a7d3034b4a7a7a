"""Runs ministack with what it still lacks, until the process that started it ends.

Each workaround below names what AWS does, what ministack 1.5.33 does instead, and goes when that is fixed there.
"""

import os
import signal
import sys
import threading

from ministack.app import main
from ministack.services.cloudformation import provisioners


def end_with_the_parent():
    """Standard input is a pipe that the parent never writes to: it closes when the parent ends, however it ends."""
    sys.stdin.buffer.read()
    # The whole process group: the workers of Lambda functions are in it.
    os.killpg(os.getpgrp(), signal.SIGKILL)


def give_user_pools_their_provider_url():
    """AWS: GetAtt UserPool.ProviderURL is the issuer of tokens. ministack: refuses the attribute as unknown."""
    attributes_of = provisioners._cognito_user_pool_attributes

    def with_provider_url(pool_id):
        attributes = attributes_of(pool_id)
        return {**attributes, "ProviderURL": f"https://{attributes['ProviderName']}"}

    provisioners._cognito_user_pool_attributes = with_provider_url


give_user_pools_their_provider_url()
threading.Thread(target=end_with_the_parent, daemon=True).start()
main()
