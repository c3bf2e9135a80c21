def handle(event, context):
    return {"sent": len(event["Records"])}
