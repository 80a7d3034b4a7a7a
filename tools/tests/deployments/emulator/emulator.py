"""Runs ministack with what it still lacks, until the process that started it ends.

Each workaround below names what AWS does, what ministack 1.5.33 does instead, and goes when that is fixed there.
"""

import os
import re
import signal
import sys
import threading

from ministack.app import main
from ministack.services import cloudwatch_logs, waf
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


def take_alarms_on_metric_math():
    """AWS: an alarm may watch an expression. ministack: refuses it. Here it watches the first metric of the expression."""
    record_of = provisioners._cw_metric_alarm_record

    def watching_the_first(name, props):
        metrics = [each["MetricStat"] for each in props.get("Metrics") or [] if "MetricStat" in each]
        if not metrics:
            return record_of(name, props)
        first = {key: value for key, value in props.items() if key != "Metrics"}
        return record_of(name, {**first, **metrics[0]["Metric"], "Statistic": metrics[0]["Stat"]})

    provisioners._cw_metric_alarm_record = watching_the_first


def take_composite_alarms():
    """AWS: a resource type. ministack: unknown to its templates. Here it is listed and never fires."""

    def create(logical_id, props, stack_name):
        name = props["AlarmName"]
        region, account = provisioners.get_region(), provisioners.get_account_id()
        return name, {"Arn": f"arn:aws:cloudwatch:{region}:{account}:alarm:{name}"}

    def update(physical_id, old_props, new_props, stack_name):
        return create(None, new_props, stack_name)

    def delete(physical_id, props):
        pass

    provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::CompositeAlarm"] = {
        "create": create,
        "update": update,
        "delete": delete,
    }


def look_for_the_values_of_json_patterns():
    """AWS: filters lines by the fields of their JSON. ministack: lets all pass. Here all quoted values have to be there."""
    compiled = cloudwatch_logs._compile_filter_pattern

    def by_values(pattern):
        if not (pattern or "").strip().startswith("{"):
            return compiled(pattern)
        values = re.findall(r'"([^"]*)"', pattern)
        return lambda message: all(value in message for value in values)

    cloudwatch_logs._compile_filter_pattern = by_values


def take_web_acl_associations():
    """AWS: a resource type. ministack: has only the API. Here a template calls what the API calls."""

    def create(logical_id, props, stack_name):
        resource_arn, web_acl_arn = props["ResourceArn"], props["WebACLArn"]
        waf._associations[resource_arn] = web_acl_arn
        return f"{resource_arn}|{web_acl_arn}", {}

    def update(physical_id, old_props, new_props, stack_name):
        delete(physical_id, old_props)
        return create(None, new_props, stack_name)

    def delete(physical_id, props):
        waf._associations.pop(props["ResourceArn"], None)

    provisioners._RESOURCE_HANDLERS["AWS::WAFv2::WebACLAssociation"] = {
        "create": create,
        "update": update,
        "delete": delete,
    }


give_user_pools_their_provider_url()
look_for_the_values_of_json_patterns()
take_alarms_on_metric_math()
take_composite_alarms()
take_web_acl_associations()
threading.Thread(target=end_with_the_parent, daemon=True).start()
main()
